package dev.intarsia.parquet.write;

import dev.intarsia.columns.PhysicalType;
import dev.intarsia.encoding.DeltaBinaryPackedEncoder;
import dev.intarsia.encoding.Encoding;
import dev.intarsia.memory.buffer.Bits;
import dev.intarsia.parquet.ColumnEncoding;
import dev.intarsia.parquet.ColumnOptions;

/**
 * Every guess that the writer makes about a column: whether a dictionary pays, whether differences
 * of integers are smaller than the integers. One belongs to one column for the life of a writer, so
 * that a row group starts from what the last one learnt.
 *
 * <p>The bounds of the two guesses about compression are here, too, as functions without memory:
 * {@link ChunkCodec} asks whether pages are worth it, {@link PageCompressor} whether a shorter
 * search does, and {@link SearchChoice} remembers.
 */
final class EncodingChoice {
  /**
   * Values seen before the first look, which is half of those before the first probe: enough for
   * repetition to show, little enough to redo.
   */
  private static final int FIRST_LOOK = 2048;

  /** How many times the values seen so far a probe looks ahead. */
  private static final int OUTLOOK = 8;

  /** A probe is lost where a dictionary is going to save less than a quarter of the bytes. */
  private static final double LOSING_RATIO = 0.75;

  /** Lost by so much that waiting for the second probe is no use: hardly a value has come twice. */
  private static final double HOPELESS_DISTINCT_RATIO = 0.98;

  /** One lost probe may be a slow start. */
  private static final int LOST_PROBES_TO_GIVE_UP = 2;

  /** A column changes: after so many row groups without a dictionary it gets another chance. */
  private static final int ROW_GROUPS_UNTIL_RETRY = 8;

  /** Below so many entries a dictionary's ids are narrower than most differences. */
  private static final int SMALL_DICTIONARY = 256;

  /** Decompressing costs every reader; under five per cent nobody gains. */
  private static final double COMPRESSION_RATIO = 0.95;

  /** A shortcut may make a page larger by a hundredth; most make it smaller. */
  private static final double SHORTCUT_RATIO = 1.01;

  /** A dictionary of this share of the first page may be what there is to compress. */
  private static final int DICTIONARY_SHARE = 8;

  private final ColumnEncoding asked;
  private final PhysicalType type;
  private final int dictionaryLimit;

  private boolean dictionaryLost;
  private int rowGroupsSinceLost;
  private long nextProbe;

  /** Of the chunk at the last look: values, and how many different ones. */
  private long seenValues;

  private int seenEntries;
  private int lostProbes;

  /** Column chunks of integers without a dictionary, of which some try differences. */
  private int directChunks;

  /** What the last trial chose. */
  private Encoding lastDirect = Encoding.PLAIN;

  EncodingChoice(ColumnOptions options, PhysicalType type) {
    this.asked = options.encoding();
    this.type = type;
    this.dictionaryLimit = options.dictionaryBytes();
  }

  /** Whether this column may ever have a dictionary. */
  boolean knowsDictionaries() {
    return dictionaryLimit > 0
        && type != PhysicalType.BOOLEAN
        && (asked == ColumnEncoding.AUTOMATIC || asked == ColumnEncoding.DICTIONARY);
  }

  /** Whether the next column chunk begins with a dictionary. */
  boolean startWithDictionary() {
    nextProbe = asked == ColumnEncoding.AUTOMATIC ? FIRST_LOOK : Long.MAX_VALUE;
    lostProbes = 0;
    if (dictionaryLost && ++rowGroupsSinceLost >= ROW_GROUPS_UNTIL_RETRY) {
      dictionaryLost = false;
    }
    return knowsDictionaries() && !dictionaryLost;
  }

  /** The column chunk lost its dictionary to a probe: the next ones do without. */
  void dictionaryLost() {
    dictionaryLost = true;
    rowGroupsSinceLost = 0;
  }

  /** Whether a dictionary of so many bytes is too large. */
  boolean outgrown(long dictionaryBytes) {
    return dictionaryBytes > dictionaryLimit;
  }

  /** How many values, 1 at least, may come before {@link #isProbeDue} wants to be asked again. */
  int untilProbe(PendingIds ids) {
    return Math.clamp(nextProbe - ids.interned(), 1, Integer.MAX_VALUE);
  }

  /** Whether it is time to ask {@link #keepsDictionary}; takes the first look itself. */
  boolean isProbeDue(PendingIds ids) {
    boolean due = ids.interned() >= nextProbe;
    if (due && nextProbe == FIRST_LOOK) {
      look(ids);
      return false;
    }
    return due;
  }

  private void look(PendingIds ids) {
    nextProbe = 2 * ids.interned();
    seenValues = ids.interned();
    seenEntries = ids.entries();
  }

  /** Judges a dictionary by what it will cost and save if the values go on as they began. */
  boolean keepsDictionary(PendingIds ids) {
    boolean pays = paysInTheLongRun(ids);
    look(ids);
    if (pays) {
      lostProbes = 0;
      return true;
    }
    lostProbes++;
    return lostProbes < LOST_PROBES_TO_GIVE_UP
        && ids.entries() < HOPELESS_DISTINCT_RATIO * ids.interned();
  }

  private boolean paysInTheLongRun(PendingIds ids) {
    double values = (double) OUTLOOK * ids.interned();
    double entries = entriesOf(values, ids);
    double bytes = entries * ids.dictionaryBytes() / ids.entries();
    double idBytes = values * Bits.bitWidth((int) entries) / Byte.SIZE;
    return bytes <= dictionaryLimit
        && bytes + idBytes <= LOSING_RATIO * OUTLOOK * ids.internedBytes();
  }

  /**
   * How many different values there will be among so many. Of the values since the last look some
   * were new, and to those before the look they are in some proportion; among as many values more
   * there will be new ones in the same proportion to these, and so on. Where values come out of a
   * finite set the proportion is below 1; where they repeat their neighbours only, it is 1.
   */
  private double entriesOf(double values, PendingIds ids) {
    double looks = (values - ids.interned()) / seenValues;
    double share = (double) (ids.entries() - seenEntries) / (ids.interned() - seenValues);
    double newOnes = share * seenValues;
    double proportion = Math.min(newOnes / seenEntries, 1);
    double more =
        proportion == 1 ? looks : proportion * (1 - Math.pow(proportion, looks)) / (1 - proportion);
    return ids.entries() + newOnes * more;
  }

  /** The same judgement for a chunk so short that its first page comes before the first probe. */
  boolean losesAtFirstPage(PendingIds ids) {
    return asked == ColumnEncoding.AUTOMATIC && cost(ids) > ids.internedBytes();
  }

  /** Bytes of a dictionary and of all ids so far. */
  private static long cost(PendingIds ids) {
    return ids.dictionaryBytes() + ids.interned() * ids.bitWidth() / Byte.SIZE;
  }

  /** Whether integers that a dictionary would take should be tried as differences. */
  boolean mayPreferDelta(PendingIds ids) {
    return asked == ColumnEncoding.AUTOMATIC && isInteger() && ids.entries() > SMALL_DICTIONARY;
  }

  /** Whether differences of these integers beat the dictionary of the same. */
  boolean prefersDelta(PendingValues values, PendingIds ids) {
    return deltaBytes(values) < cost(ids);
  }

  /** The encoding of values without a dictionary, where it is settled without looking at them. */
  Encoding direct() {
    return switch (asked) {
      case AUTOMATIC -> lastDirect;
      case PLAIN, DICTIONARY -> Encoding.PLAIN;
      case RLE -> Encoding.RLE;
      case DELTA_BINARY_PACKED -> Encoding.DELTA_BINARY_PACKED;
      case DELTA_LENGTH_BYTE_ARRAY -> Encoding.DELTA_LENGTH_BYTE_ARRAY;
      case DELTA_BYTE_ARRAY -> Encoding.DELTA_BYTE_ARRAY;
      case BYTE_STREAM_SPLIT -> Encoding.BYTE_STREAM_SPLIT;
    };
  }

  /**
   * Whether differences should be tried on these values: what they save may be what compression
   * would have saved anyway, so only compressing both tells.
   */
  boolean triesDelta(PendingValues values) {
    if (asked != ColumnEncoding.AUTOMATIC || !isInteger()) {
      return false;
    }
    if (directChunks++ % ROW_GROUPS_UNTIL_RETRY != 0) {
      return false;
    }
    lastDirect = Encoding.PLAIN;
    return deltaBytes(values) < values.bytes();
  }

  /** Remembers the outcome for the row groups to come. */
  Encoding tried(long plainBytes, long deltaBytes) {
    lastDirect = deltaBytes < plainBytes ? Encoding.DELTA_BINARY_PACKED : Encoding.PLAIN;
    return lastDirect;
  }

  private boolean isInteger() {
    return type == PhysicalType.INT32 || type == PhysicalType.INT64;
  }

  private long deltaBytes(PendingValues values) {
    return type == PhysicalType.INT32
        ? DeltaBinaryPackedEncoder.estimateInts(values.plain().segment(), 0, values.count())
        : DeltaBinaryPackedEncoder.estimateLongs(values.plain().segment(), 0, values.count());
  }

  /**
   * Whether a chunk's pages are worth compressing, judged by its first one. A format limit: the
   * codec is one for the whole chunk, so a dictionary that is large beside the page, and has not
   * been compressed yet, counts in favour.
   */
  static boolean compressionPays(long uncompressed, long compressed, long dictionaryBytes) {
    return compressed < COMPRESSION_RATIO * uncompressed
        || dictionaryBytes * DICTIONARY_SHARE > uncompressed;
  }

  /** Whether a page that a shortcut made so small needs no search as long as its level's. */
  static boolean searchSuffices(long level, long shortcut) {
    return shortcut <= SHORTCUT_RATIO * level;
  }
}
