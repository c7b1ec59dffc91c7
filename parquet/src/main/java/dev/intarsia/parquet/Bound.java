package dev.intarsia.parquet;

import dev.intarsia.memory.HeapAccess;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A value that others are not less, or not greater, than. Immutable; like all metadata it lies on
 * the heap, whatever becomes of the reader.
 */
public final class Bound {
  private final byte[] value;
  private final boolean exact;

  private Bound(byte[] value, boolean exact) {
    this.value = value;
    this.exact = exact;
  }

  /**
   * A bound.
   *
   * @param value in PLAIN form, without a length before it; copied
   * @param exact whether the value occurs; else it may have been cut or rounded
   * @return immutable
   */
  public static Bound of(byte[] value, boolean exact) {
    return new Bound(value.clone(), exact);
  }

  /**
   * Whether the value occurs among those it bounds.
   *
   * @return false if it may have been shortened, or the file does not tell
   */
  public boolean exact() {
    return exact;
  }

  /**
   * The value's length.
   *
   * @return bytes
   */
  public int length() {
    return value.length;
  }

  /**
   * The value in PLAIN form, without a length before it.
   *
   * @return a read-only segment
   */
  @HeapAccess("bounds are metadata, and outlive the reader")
  public MemorySegment value() {
    return MemorySegment.ofArray(value).asReadOnly();
  }

  /**
   * The value in PLAIN form, without a length before it.
   *
   * @return a copy
   */
  public byte[] toByteArray() {
    return value.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bound that && exact == that.exact && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  /** The bytes in hexadecimal, with a tilde before them if they are not exact. */
  @Override
  public String toString() {
    return (exact ? "" : "~") + HexFormat.of().formatHex(value);
  }
}
