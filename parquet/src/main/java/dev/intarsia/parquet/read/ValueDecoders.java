package dev.intarsia.parquet.read;

import dev.intarsia.columns.PhysicalType;
import dev.intarsia.memory.MemoryPool;
import dev.intarsia.memory.buffer.GrowableSegment;
import dev.intarsia.parquet.LeafColumn;
import dev.intarsia.parquet.PageEncoding;
import dev.intarsia.parquet.ReaderOptions;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What reads a column's values, by their encoding; and its dictionary. */
final class ValueDecoders implements AutoCloseable {
  private final LeafColumn leaf;
  private final PhysicalType type;
  private final @Nullable Int96 int96;
  private final Dictionary dictionary;
  private final GrowableSegment lent;
  private final Map<PageEncoding, PageValues> decoders = new EnumMap<>(PageEncoding.class);
  private boolean dictionaryRead;
  private boolean carriesPrefixes;

  ValueDecoders(LeafColumn leaf, ReaderOptions options, MemoryPool pool) {
    this.leaf = leaf;
    this.type = leaf.field().physicalType();
    this.int96 = leaf.int96() ? new Int96(options.int96()) : null;
    String owner = "column " + leaf.name();
    this.dictionary = new Dictionary(leaf.field(), int96, pool, owner);
    this.lent = GrowableSegment.allocate(pool, owner + ", shared prefixes", 0);
  }

  /**
   * A new chunk: its dictionary is another one.
   *
   * @param carries whether prefixes may be those of the last value of the page before
   */
  void begin(boolean carries) {
    dictionaryRead = false;
    carriesPrefixes = carries;
    if (decoders.get(PageEncoding.DELTA_BYTE_ARRAY) instanceof DeltaBytesValues known) {
      known.beginChunk(carries);
    }
  }

  /** Where the chunk's dictionary is, or goes. */
  Dictionary dictionary() {
    return dictionary;
  }

  /**
   * Whether the page at hand is the first to need the dictionary; from now on it is taken to be
   * read.
   */
  boolean needsDictionary(PageReader pages) throws IOException {
    if (dictionaryRead || !isDictionary(pages.header().encoding())) {
      return false;
    }
    pages
        .place()
        .check(
            pages.hasDictionary(), "its values refer to a dictionary that the chunk does not have");
    return takesDictionary();
  }

  /** Whether the dictionary is still to be read; from now on it is taken to be. */
  boolean takesDictionary() {
    boolean taken = !dictionaryRead;
    dictionaryRead = true;
    return taken;
  }

  private static boolean isDictionary(PageEncoding encoding) {
    return encoding == PageEncoding.RLE_DICTIONARY || encoding == PageEncoding.PLAIN_DICTIONARY;
  }

  /** What reads the values of the page at hand. */
  PageValues of(PageReader pages) throws IOException {
    PageEncoding encoding = pages.header().encoding();
    PageValues known = decoders.get(encoding);
    if (known != null) {
      return known;
    }
    PageValues made = make(encoding);
    if (made == null) {
      String problem = "its values, of type " + type + ", are encoded as " + encoding;
      throw encoding == PageEncoding.UNKNOWN
          ? pages.place().unsupported("values in an encoding that is younger than this reader")
          : pages.place().corrupt(problem);
    }
    decoders.put(encoding, made);
    return made;
  }

  /** Null where the encoding is not for the type. */
  private @Nullable PageValues make(PageEncoding encoding) {
    boolean bits = type == PhysicalType.BOOLEAN;
    boolean bytes = type == PhysicalType.BYTE_ARRAY || type == PhysicalType.FIXED_LEN_BYTE_ARRAY;
    boolean integers = (type == PhysicalType.INT32 || type == PhysicalType.INT64) && int96 == null;
    int width = leaf.field().width();
    return switch (encoding) {
      case PLAIN -> new PlainValues(kind(), width, int96);
      case PLAIN_DICTIONARY, RLE_DICTIONARY -> bits ? null : new DictionaryValues(dictionary);
      case RLE -> bits ? new RunLengthValues() : null;
      case DELTA_BINARY_PACKED -> integers ? new DeltaValues(width) : null;
      case DELTA_LENGTH_BYTE_ARRAY ->
          type == PhysicalType.BYTE_ARRAY ? new DeltaLengthValues() : null;
      case DELTA_BYTE_ARRAY -> bytes ? prefixed(width) : null;
      case BYTE_STREAM_SPLIT -> width > 0 && int96 == null ? new SplitValues(width) : null;
      case BIT_PACKED, UNKNOWN -> null;
    };
  }

  private PageValues prefixed(int width) {
    DeltaBytesValues made = new DeltaBytesValues(width, lent);
    made.beginChunk(carriesPrefixes);
    return made;
  }

  private LeafSlots.Kind kind() {
    return LeafSlots.kind(type);
  }

  @Override
  public void close() {
    dictionary.close();
    lent.close();
  }
}
