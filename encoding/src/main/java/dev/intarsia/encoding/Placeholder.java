package dev.intarsia.encoding;

/** Holds the package open until its first class arrives. */
public final class Placeholder {
  private Placeholder() {}
}
