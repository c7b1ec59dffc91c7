package dev.intarsia.parquet;

/** Holds the package open until its first class arrives. */
public final class Placeholder {
  private Placeholder() {}
}
