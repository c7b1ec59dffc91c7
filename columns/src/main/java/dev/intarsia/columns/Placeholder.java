package dev.intarsia.columns;

/** Holds the package open until its first class arrives. */
public final class Placeholder {
  private Placeholder() {}
}
