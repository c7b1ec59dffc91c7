package dev.intarsia.memory;

/** Bytes that were read are not what their format says. Names the place. */
public final class CorruptDataException extends RuntimeException {
  private final transient String label;
  private final transient long offset;

  /**
   * Says where and what.
   *
   * @param label what was being read, such as "page 3 of price"
   * @param offset the byte within that
   * @param problem what is wrong there
   */
  public CorruptDataException(String label, long offset, String problem) {
    super("%s, byte %d: %s".formatted(label, offset, problem));
    this.label = label;
    this.offset = offset;
  }

  /**
   * What was being read.
   *
   * @return the cursor's label
   */
  public String label() {
    return label;
  }

  /**
   * Where the problem is.
   *
   * @return the offset in bytes from the start of what was being read
   */
  public long offset() {
    return offset;
  }
}
