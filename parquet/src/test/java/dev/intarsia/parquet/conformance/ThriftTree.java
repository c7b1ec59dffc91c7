package dev.intarsia.parquet.conformance;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.TFieldIdEnum;
import shaded.parquet.org.apache.thrift.TUnion;
import shaded.parquet.org.apache.thrift.meta_data.FieldMetaData;
import shaded.parquet.org.apache.thrift.meta_data.FieldValueMetaData;
import shaded.parquet.org.apache.thrift.meta_data.ListMetaData;
import shaded.parquet.org.apache.thrift.meta_data.StructMetaData;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;
import shaded.parquet.org.apache.thrift.protocol.TField;
import shaded.parquet.org.apache.thrift.protocol.TList;
import shaded.parquet.org.apache.thrift.protocol.TProtocol;
import shaded.parquet.org.apache.thrift.protocol.TStruct;
import shaded.parquet.org.apache.thrift.transport.TIOStreamTransport;
import shaded.parquet.org.apache.thrift.transport.TMemoryBuffer;

/**
 * A struct of {@code parquet.thrift} that may be made wrong: any field can be there or not, unions
 * included.
 */
@SuppressWarnings({"rawtypes", "unchecked"}) // all structs alike
final class ThriftTree {
  // Of Thrift, whose shaded jar goes without the classes of these.
  static final byte STRUCT = 12;
  private static final byte STOP = 0;
  private static final byte BOOL = 2;
  private static final byte BYTE = 3;
  private static final byte DOUBLE = 4;
  private static final byte I16 = 6;
  private static final byte I32 = 8;
  private static final byte I64 = 10;
  private static final byte STRING = 11;
  private static final byte LIST = 15;
  private static final byte ENUM = 16;
  private static final byte REQUIRED = 1;

  /** What a field is by {@code parquet.thrift}. */
  record Known(short id, String name, boolean required, FieldValueMetaData value) {}

  /** Elements of a list. */
  record Elements(byte type, List<Object> values) {}

  private final Class type;
  private final Map<Short, Object> fields = new TreeMap<>();

  private ThriftTree(Class type) {
    this.type = type;
  }

  /** A struct and how many bytes it took. */
  record Read(ThriftTree tree, int bytes) {}

  static Read read(Class type, byte[] bytes, int from) {
    try {
      ByteArrayInputStream in = new ByteArrayInputStream(bytes, from, bytes.length - from);
      ThriftTree tree = readStruct(new TCompactProtocol(new TIOStreamTransport(in)), type);
      return new Read(tree, bytes.length - from - in.available());
    } catch (TException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The least that a struct of a type can be. */
  static ThriftTree sample(Class type) {
    ThriftTree tree = new ThriftTree(type);
    for (Known field : tree.known()) {
      if (field.required || (tree.isUnion() && tree.fields.isEmpty())) {
        tree.fields.put(field.id, sample(field.value));
      }
    }
    return tree;
  }

  static Object sample(FieldValueMetaData value) {
    return switch (value) {
      case StructMetaData struct -> sample(struct.structClass);
      case ListMetaData list ->
          new Elements(
              wire(list.elemMetaData), new ArrayList<>(List.of(sample(list.elemMetaData))));
      default ->
          switch (wire(value)) {
            case BOOL -> true;
            case BYTE -> (byte) 8;
            case I16 -> (short) 1;
            case I32 -> 1;
            case I64 -> 1L;
            case DOUBLE -> 1.0;
            default -> ByteBuffer.wrap(new byte[] {'x'});
          };
    };
  }

  /** Enums travel as numbers. */
  private static byte wire(FieldValueMetaData value) {
    return value.type == ENUM ? I32 : value.type;
  }

  String name() {
    return type.getSimpleName();
  }

  boolean isUnion() {
    return TUnion.class.isAssignableFrom(type);
  }

  List<Known> known() {
    Map<?, FieldMetaData> all = FieldMetaData.getStructMetaDataMap(type);
    return all.entrySet().stream()
        .map(
            entry ->
                new Known(
                    ((TFieldIdEnum) entry.getKey()).getThriftFieldId(),
                    entry.getValue().fieldName,
                    entry.getValue().requirementType == REQUIRED,
                    entry.getValue().valueMetaData))
        .toList();
  }

  /** The values of all fields that are there. */
  Map<Short, Object> fields() {
    return fields;
  }

  @Nullable Object get(String name) {
    return fields.get(id(name));
  }

  ThriftTree struct(String name) {
    return (ThriftTree) Objects.requireNonNull(get(name), name);
  }

  List<ThriftTree> structs(String name) {
    return structsIn(get(name)).toList();
  }

  void set(String name, @Nullable Object value) {
    if (value == null) {
      fields.remove(id(name));
    } else {
      fields.put(id(name), value);
    }
  }

  /** Adds to a number, if it is there. */
  void add(String name, long more) {
    fields.computeIfPresent(
        id(name),
        (_, value) ->
            value instanceof Integer number ? (Object) (int) (number + more) : (long) value + more);
  }

  private short id(String name) {
    return known().stream().filter(field -> field.name.equals(name)).findFirst().orElseThrow().id;
  }

  /** The structs that a value is or has. */
  static Stream<ThriftTree> structsIn(@Nullable Object value) {
    return switch (value) {
      case ThriftTree tree -> Stream.of(tree);
      case Elements elements -> elements.values.stream().flatMap(ThriftTree::structsIn);
      case null, default -> Stream.empty();
    };
  }

  ThriftTree copy() {
    return read(type, bytes(), 0).tree;
  }

  byte[] bytes() {
    try {
      TMemoryBuffer buffer = new TMemoryBuffer(100);
      write(new TCompactProtocol(buffer), this);
      return Arrays.copyOf(buffer.getArray(), buffer.length());
    } catch (TException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ThriftTree readStruct(TProtocol in, Class type) throws TException {
    ThriftTree tree = new ThriftTree(type);
    in.readStructBegin();
    for (TField next = in.readFieldBegin(); next.type != STOP; next = in.readFieldBegin()) {
      short id = next.id;
      Known field = tree.known().stream().filter(each -> each.id == id).findFirst().orElseThrow();
      tree.fields.put(id, readValue(in, next.type, field.value));
      in.readFieldEnd();
    }
    in.readStructEnd();
    return tree;
  }

  private static Object readValue(TProtocol in, byte wire, FieldValueMetaData known)
      throws TException {
    return switch (wire) {
      case BOOL -> in.readBool();
      case BYTE -> in.readByte();
      case I16 -> in.readI16();
      case I32 -> in.readI32();
      case I64 -> in.readI64();
      case DOUBLE -> in.readDouble();
      case STRING -> in.readBinary();
      case STRUCT -> readStruct(in, ((StructMetaData) known).structClass);
      case LIST -> {
        TList list = in.readListBegin();
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < list.size; i++) {
          values.add(readValue(in, list.elemType, ((ListMetaData) known).elemMetaData));
        }
        yield new Elements(list.elemType, values);
      }
      default -> throw new IllegalStateException("a field of type " + wire);
    };
  }

  private static void write(TProtocol out, ThriftTree tree) throws TException {
    out.writeStructBegin(new TStruct());
    for (Map.Entry<Short, Object> field : tree.fields.entrySet()) {
      out.writeFieldBegin(new TField("", wire(field.getValue()), field.getKey()));
      writeValue(out, field.getValue());
      out.writeFieldEnd();
    }
    out.writeFieldStop();
    out.writeStructEnd();
  }

  private static byte wire(Object value) {
    return switch (value) {
      case Boolean _ -> BOOL;
      case Byte _ -> BYTE;
      case Short _ -> I16;
      case Integer _ -> I32;
      case Long _ -> I64;
      case Double _ -> DOUBLE;
      case ByteBuffer _ -> STRING;
      case Elements _ -> LIST;
      default -> STRUCT;
    };
  }

  private static void writeValue(TProtocol out, Object value) throws TException {
    switch (value) {
      case Boolean bit -> out.writeBool(bit);
      case Byte number -> out.writeByte(number);
      case Short number -> out.writeI16(number);
      case Integer number -> out.writeI32(number);
      case Long number -> out.writeI64(number);
      case Double number -> out.writeDouble(number);
      case ByteBuffer bytes -> out.writeBinary(bytes.duplicate());
      case Elements elements -> {
        out.writeListBegin(new TList(elements.type, elements.values.size()));
        for (Object each : elements.values) {
          writeValue(out, each);
        }
      }
      default -> write(out, (ThriftTree) value);
    }
  }
}
