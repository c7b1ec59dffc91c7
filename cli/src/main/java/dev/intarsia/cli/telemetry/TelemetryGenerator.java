package dev.intarsia.cli.telemetry;

import static dev.intarsia.cli.telemetry.TelemetryColumn.*;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Makes telemetry rows up, block by block. A block depends on the seed and its number only, and its
 * first rows on nothing behind them, so any part of the stream can be made again.
 *
 * <p>Belongs to one thread at a time. Puts nothing on the Java heap once it is made.
 */
public final class TelemetryGenerator {
  /** Rows of a block. */
  public static final int BLOCK_ROWS = 10_000;

  /** Enough bytes for every block. */
  public static final long BLOCK_BYTES = 8L << 20;

  /**
   * What has to be free in front of every row: none is longer, with what its last write touches.
   */
  public static final int SLACK_BYTES = 8 << 10;

  private static final long FIRST_MICROS = 1_760_000_000_000_000L;
  private static final int STEP_MICROS = 500;

  private static final int[] SEVERITY_NUMBERS = {9, 5, 13, 17, 21};
  private static final int ERROR = 3;

  private final long seed;
  private final SplitMix random = new SplitMix();
  private final RowOutput out = new RowOutput();
  private final Fleet fleet;
  private final Phrases phrases;

  private long micros;
  private long sequence;
  private int burst;
  private int pod;
  private long traceHigh;
  private long traceLow;

  /**
   * A generator with its phrases encoded.
   *
   * @param seed what every row depends on
   * @param arena owns some 100 KiB of encoded texts; open as long as the generator is used
   */
  public TelemetryGenerator(long seed, Arena arena) {
    this.seed = seed;
    fleet = new Fleet(arena, seed);
    phrases = new Phrases(arena);
  }

  /**
   * Writes the first rows of a block, back to back.
   *
   * @param block number of the block, from 0
   * @param rows how many, at most {@link #BLOCK_ROWS}
   * @param target where to; {@link #SLACK_BYTES} longer than the rows; {@link #BLOCK_BYTES} suffice
   * @param offset byte offset of the first row in the target
   * @return byte offset of the end of the last row
   * @throws IndexOutOfBoundsException if the target is too small
   */
  public long generate(long block, int rows, MemorySegment target, long offset) {
    start(block);
    long at = offset;
    for (int i = 0; i < rows; i++) {
      if (target.byteSize() - at < SLACK_BYTES) {
        throw new IndexOutOfBoundsException(
            "block %d row %d: %d bytes are left of %d, a row may need %d"
                .formatted(block, i, target.byteSize() - at, target.byteSize(), SLACK_BYTES));
      }
      out.begin(target, at);
      row();
      at = out.end();
    }
    return at;
  }

  private void start(long block) {
    random.seed(seed, block);
    micros = FIRST_MICROS + block * BLOCK_ROWS * STEP_MICROS / 2;
    sequence = block * BLOCK_ROWS * 4;
    burst = 0;
  }

  /** Texts are written in column order, so the order of these calls is the order of the columns. */
  private void row() {
    nextBurst();
    int severity = severity();
    time();
    severity(severity);
    fleet.appendResource(pod, out);
    process();
    boolean http = random.permille(650);
    int route = random.skewed(TelemetryWords.ROUTES.size());
    int task = random.skewed(TelemetryWords.TASKS.size());
    span(severity, http ? -1 - route : task);
    if (http) {
      http(route, severity);
    } else {
      noHttp();
    }
    database(http);
    numbers();
    out.beginText();
    phrases.messages.append(random.skewed(phrases.messages.size()), random, out);
    out.endText();
    exception(severity);
  }

  /** Rows come in bursts of one pod, the rows of a burst mostly in one trace. */
  private void nextBurst() {
    if (burst == 0) {
      burst = 1 + random.skewed(8);
      pod = random.skewed(Fleet.PODS);
      newTrace();
    } else if (random.permille(250)) {
      newTrace();
    }
    burst--;
  }

  private void newTrace() {
    traceHigh = random.next();
    traceLow = random.next();
  }

  private int severity() {
    int draw = random.below(1000);
    return draw < 720 ? 0 : draw < 860 ? 1 : draw < 950 ? 2 : draw < 998 ? 3 : 4;
  }

  private void time() {
    micros += random.below(STEP_MICROS);
    long jittered = micros - random.below(2000);
    out.putLong(TIME, jittered);
    out.putLong(OBSERVED_TIME, jittered / 1000 + 3 + random.skewed(120));
    sequence += 1 + random.skewed(4);
    out.putLong(EVENT_SEQUENCE, sequence);
  }

  private void severity(int severity) {
    out.putInt(SEVERITY_NUMBER, SEVERITY_NUMBERS[severity]);
    out.putText(phrases.severities, severity);
  }

  private void process() {
    out.putInt(PROCESS_PID, fleet.pid(pod));
    int thread = random.skewed(phrases.threads.size());
    out.putInt(THREAD_ID, thread);
    out.putText(phrases.threads, thread);
    out.putText(phrases.scopes, random.skewed(phrases.scopes.size()));
  }

  private void span(int severity, int operation) {
    out.beginText();
    out.appendHex(traceHigh, 16);
    out.appendHex(traceLow, 16);
    out.endText();
    out.beginText();
    out.appendHex(random.next(), 16);
    out.endText();
    if (operation < 0) {
      out.putText(phrases.routes, -1 - operation);
    } else {
      out.putText(phrases.tasks, operation);
    }
    out.putText(phrases.spanKinds, operation < 0 ? random.below(2) : random.below(5));
    out.putText(phrases.statusCodes, severity >= ERROR ? 2 : random.skewed(2));
    out.putLong(DURATION_US, 1 + random.magnitude(22));
    out.putBoolean(SAMPLED, (traceLow & 7) != 0);
  }

  private void http(int route, int severity) {
    int status = severity >= ERROR ? 8 + random.below(4) : random.skewed(8);
    boolean get = random.permille(750);
    out.putText(phrases.methods, get ? 0 : 1 + random.skewed(phrases.methods.size() - 1));
    out.putText(phrases.routes, route);
    url(route, get);
    out.putInt(HTTP_RESPONSE_STATUS_CODE, TelemetryWords.STATUS_NUMBERS[status]);
    out.putText(phrases.reasons, status);
    if (get) {
      out.putNull(HTTP_REQUEST_BODY_SIZE);
    } else {
      out.putLong(HTTP_REQUEST_BODY_SIZE, random.magnitude(16));
    }
    out.putLong(HTTP_RESPONSE_BODY_SIZE, random.magnitude(18));
    client();
  }

  private void url(int route, boolean get) {
    out.beginText();
    phrases.urls.append(route, random, out);
    if (get && random.permille(200)) {
      phrases.queries.append(random.skewed(phrases.queries.size()), random, out);
    }
    out.endText();
  }

  private void client() {
    out.putText(phrases.protocols, random.skewed(phrases.protocols.size()));
    out.beginText();
    phrases.agents.append(random.skewed(phrases.agents.size()), random, out);
    out.endText();
    out.beginText();
    TextTemplate.appendAddress(SplitMix.mix(random.skewed(40_000)), out);
    out.endText();
    out.beginText();
    phrases.requestIds.append(0, random, out);
    out.endText();
  }

  private void noHttp() {
    out.putNull(HTTP_REQUEST_METHOD);
    out.putNull(HTTP_ROUTE);
    out.putNull(URL_FULL);
    out.putNull(HTTP_RESPONSE_STATUS_CODE);
    out.putNull(HTTP_RESPONSE_STATUS_TEXT);
    out.putNull(HTTP_REQUEST_BODY_SIZE);
    out.putNull(HTTP_RESPONSE_BODY_SIZE);
    out.putNull(NETWORK_PROTOCOL_VERSION);
    out.putNull(USER_AGENT);
    out.putNull(CLIENT_ADDRESS);
    out.putNull(REQUEST_ID);
  }

  private void database(boolean http) {
    if (!http && random.permille(600)) {
      out.putText(phrases.databases, random.skewed(phrases.databases.size()));
    } else {
      out.putNull(DB_SYSTEM);
    }
    if (random.permille(350)) {
      out.putBoolean(CACHE_HIT, random.permille(800));
    } else {
      out.putNull(CACHE_HIT);
    }
  }

  private void numbers() {
    if (random.permille(30)) {
      out.putInt(RETRY_COUNT, 1 + random.skewed(5));
    } else {
      out.putNull(RETRY_COUNT);
    }
    if (random.permille(600)) {
      out.putDouble(QUEUE_LATENCY_MS, random.magnitude(17) / 1000.0);
    } else {
      out.putNull(QUEUE_LATENCY_MS);
    }
    out.putDouble(CPU_UTILIZATION, random.below(10_001) / 10_000.0);
    out.putDouble(LOAD_AVERAGE, random.skewed(3200) / 100.0);
    out.putLong(MEMORY_USED, (long) (60_000 + pod * 500 + random.below(2000)) << 12);
  }

  private void exception(int severity) {
    if (severity < ERROR || random.permille(400)) {
      out.putNull(EXCEPTION_TYPE);
      out.putNull(EXCEPTION_MESSAGE);
      out.putNull(EXCEPTION_STACKTRACE);
      return;
    }
    int type = random.skewed(phrases.exceptions.size());
    out.putText(phrases.exceptions, type);
    out.beginText();
    phrases.complaints.append(type, random, out);
    out.endText();
    stackTrace(type);
  }

  private void stackTrace(int type) {
    out.beginText();
    out.append(phrases.exceptions, type);
    for (int frames = 3 + random.below(9); frames > 0; frames--) {
      phrases.frames.append(random.skewed(phrases.frames.size()), random, out);
    }
    out.endText();
  }
}
