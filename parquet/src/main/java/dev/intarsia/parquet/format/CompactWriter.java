package dev.intarsia.parquet.format;

import dev.intarsia.memory.buffer.GrowableSegment;
import java.lang.foreign.MemorySegment;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.TFieldIdEnum;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;
import shaded.parquet.org.apache.thrift.protocol.TField;
import shaded.parquet.org.apache.thrift.protocol.TList;
import shaded.parquet.org.apache.thrift.protocol.TStruct;

/**
 * Thrift's compact protocol into segments, with whole fields as verbs and binaries that come from
 * segments. One serves for ever: it allocates nothing that outlives a call.
 */
final class CompactWriter extends TCompactProtocol {
  private static final TStruct STRUCT = new TStruct();
  private static final byte LIST_TRUE = 1;
  private static final byte LIST_FALSE = 2;

  private final SegmentTransport transport;

  CompactWriter() {
    this(new SegmentTransport());
  }

  private CompactWriter(SegmentTransport transport) {
    super(transport);
    this.transport = transport;
  }

  /**
   * Directs what follows into a segment, as a struct of its own: also after a write that failed.
   */
  CompactWriter into(GrowableSegment target) {
    reset();
    transport.target(target);
    return this;
  }

  /** Names a field once: its number and name come from the struct that has it. */
  static TField field(TFieldIdEnum id, byte type) {
    return new TField(id.getFieldName(), type, id.getThriftFieldId());
  }

  /**
   * The transport never fails and the structs are ours, so what Thrift refuses is a mistake here.
   */
  static IllegalStateException mistake(TException e) {
    return new IllegalStateException("a Parquet struct cannot be written: " + e.getMessage(), e);
  }

  void begin() throws TException {
    writeStructBegin(STRUCT);
  }

  void end() throws TException {
    writeFieldStop();
    writeStructEnd();
  }

  void begin(TField field) throws TException {
    writeFieldBegin(field);
    begin();
  }

  void i16(TField field, int value) throws TException {
    writeFieldBegin(field);
    writeI16((short) value);
  }

  void i32(TField field, int value) throws TException {
    writeFieldBegin(field);
    writeI32(value);
  }

  void i64(TField field, long value) throws TException {
    writeFieldBegin(field);
    writeI64(value);
  }

  void bool(TField field, boolean value) throws TException {
    writeFieldBegin(field);
    writeBool(value);
  }

  void string(TField field, String value) throws TException {
    writeFieldBegin(field);
    writeString(value);
  }

  void binary(TField field, MemorySegment bytes, long offset, int length) throws TException {
    writeFieldBegin(field);
    binary(bytes, offset, length);
  }

  void binary(MemorySegment bytes, long offset, int length) {
    varint(length);
    transport.target().putBytes(bytes, offset, length);
  }

  void list(TField field, byte elementType, int size) throws TException {
    writeFieldBegin(field);
    writeListBegin(new TList(elementType, size));
  }

  /** A boolean within a list, where it takes a byte. */
  void element(boolean value) throws TException {
    writeByte(value ? LIST_TRUE : LIST_FALSE);
  }

  /** A field whose struct was serialised before, stop byte and all. */
  void struct(TField field, MemorySegment bytes, long offset, int length) throws TException {
    writeFieldBegin(field);
    transport.target().putBytes(bytes, offset, length);
  }

  /** An unsigned number, seven bits a byte, the lowest first. */
  private void varint(int value) {
    GrowableSegment target = transport.target();
    int rest = value;
    while ((rest & ~0x7F) != 0) {
      target.putByte((byte) (rest | 0x80));
      rest >>>= 7;
    }
    target.putByte((byte) rest);
  }
}
