package dev.intarsia.memory;

/** A pool was closed while memory from it was still out. */
public final class MemoryLeakException extends IllegalStateException {

  /**
   * Made by pools.
   *
   * @param message what is out, several lines
   */
  public MemoryLeakException(String message) {
    super(message);
  }
}
