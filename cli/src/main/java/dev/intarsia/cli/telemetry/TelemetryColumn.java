package dev.intarsia.cli.telemetry;

import java.util.Locale;

/** The columns of a telemetry row, in the order of the schema. */
public enum TelemetryColumn {
  /** When it happened: microseconds since 1970, nearly ascending. */
  TIME(Kind.LONG),
  /** When the collector saw it: milliseconds since 1970. */
  OBSERVED_TIME(Kind.LONG),
  /** 5, 9, 13, 17 or 21. */
  SEVERITY_NUMBER(Kind.INT),
  /** The name of the severity. */
  SEVERITY_TEXT(Kind.TEXT),
  /** Some 24 services. */
  SERVICE_NAME(Kind.TEXT),
  /** Some 60 versions. */
  SERVICE_VERSION(Kind.TEXT),
  /** 16 hexadecimal digits for each pod. */
  SERVICE_INSTANCE_ID(Kind.TEXT),
  /** Production, mostly. */
  DEPLOYMENT_ENVIRONMENT(Kind.TEXT),
  /** Three clouds. */
  CLOUD_PROVIDER(Kind.TEXT),
  /** Two regions a cloud. */
  CLOUD_REGION(Kind.TEXT),
  /** Three zones a region. */
  CLOUD_AVAILABILITY_ZONE(Kind.TEXT),
  /** 120 hosts. */
  HOST_NAME(Kind.TEXT),
  /** Linux, nearly always. */
  OS_TYPE(Kind.TEXT),
  /** One cluster a region. */
  K8S_CLUSTER_NAME(Kind.TEXT),
  /** Eight namespaces. */
  K8S_NAMESPACE_NAME(Kind.TEXT),
  /** 400 pods. */
  K8S_POD_NAME(Kind.TEXT),
  /** One container a service. */
  K8S_CONTAINER_NAME(Kind.TEXT),
  /** One process a pod. */
  PROCESS_PID(Kind.INT),
  /** What runs the service. */
  PROCESS_RUNTIME_NAME(Kind.TEXT),
  /** Below 96. */
  THREAD_ID(Kind.INT),
  /** A name for each thread id. */
  THREAD_NAME(Kind.TEXT),
  /** The logger. */
  SCOPE_NAME(Kind.TEXT),
  /** Counts the events; strictly ascending, with gaps. */
  EVENT_SEQUENCE(Kind.LONG),
  /** 32 hexadecimal digits, shared by a few neighbouring rows. */
  TRACE_ID(Kind.TEXT),
  /** 16 hexadecimal digits, of its own in each row. */
  SPAN_ID(Kind.TEXT),
  /** Method and route, statement or task. */
  SPAN_NAME(Kind.TEXT),
  /** Server, client, internal, producer or consumer. */
  SPAN_KIND(Kind.TEXT),
  /** Unset, ok or error. */
  STATUS_CODE(Kind.TEXT),
  /** Microseconds, from one to some seconds. */
  DURATION_US(Kind.LONG),
  /** Whether the trace was sampled. */
  SAMPLED(Kind.BOOLEAN),
  /** Of HTTP rows. */
  HTTP_REQUEST_METHOD(Kind.TEXT, true),
  /** Of HTTP rows. */
  HTTP_ROUTE(Kind.TEXT, true),
  /** The route with its ids filled in, sometimes with a query. */
  URL_FULL(Kind.TEXT, true),
  /** Of HTTP rows. */
  HTTP_RESPONSE_STATUS_CODE(Kind.INT, true),
  /** The reason phrase. */
  HTTP_RESPONSE_STATUS_TEXT(Kind.TEXT, true),
  /** Bytes; of requests that have a body. */
  HTTP_REQUEST_BODY_SIZE(Kind.LONG, true),
  /** Bytes; of HTTP rows. */
  HTTP_RESPONSE_BODY_SIZE(Kind.LONG, true),
  /** 1.1, 2 or 3. */
  NETWORK_PROTOCOL_VERSION(Kind.TEXT, true),
  /** Some thousands. */
  USER_AGENT(Kind.TEXT, true),
  /** An IPv4 address out of some ten thousands. */
  CLIENT_ADDRESS(Kind.TEXT, true),
  /** 16 hexadecimal digits, of its own in each HTTP row. */
  REQUEST_ID(Kind.TEXT, true),
  /** Of database rows. */
  DB_SYSTEM(Kind.TEXT, true),
  /** Where a cache was asked. */
  CACHE_HIT(Kind.BOOLEAN, true),
  /** Null in 97 % of the rows. */
  RETRY_COUNT(Kind.INT, true),
  /** Milliseconds with three decimals; null in 40 % of the rows. */
  QUEUE_LATENCY_MS(Kind.DOUBLE, true),
  /** From 0 to 1 with four decimals. */
  CPU_UTILIZATION(Kind.DOUBLE),
  /** Two decimals. */
  LOAD_AVERAGE(Kind.DOUBLE),
  /** Bytes, whole pages of 4 KiB. */
  MEMORY_USED(Kind.LONG),
  /** The message: templates with numbers and ids filled in. */
  BODY(Kind.TEXT),
  /** Null in 97 % of the rows. */
  EXCEPTION_TYPE(Kind.TEXT, true),
  /** Null in 97 % of the rows. */
  EXCEPTION_MESSAGE(Kind.TEXT, true),
  /** Null in 97 % of the rows; some hundred bytes otherwise. */
  EXCEPTION_STACKTRACE(Kind.TEXT, true);

  /** How a column's values are held in a row. */
  public enum Kind {
    /** Eight bytes, signed. */
    LONG,
    /** Four bytes, signed. */
    INT,
    /** Eight bytes, IEEE 754. */
    DOUBLE,
    /** One byte, 0 or 1. */
    BOOLEAN,
    /** UTF-8. */
    TEXT
  }

  private final Kind kind;
  private final boolean nullable;

  TelemetryColumn(Kind kind) {
    this(kind, false);
  }

  TelemetryColumn(Kind kind, boolean nullable) {
    this.kind = kind;
    this.nullable = nullable;
  }

  /**
   * The column's index in the schema, which is the number of its bit in a row's null mask, too.
   *
   * @return from 0 to 51
   */
  @SuppressWarnings("EnumOrdinal") // the order of the constants is the order of the columns
  public int index() {
    return ordinal();
  }

  /**
   * The name of the column in the schema.
   *
   * @return the name, lower case with underscores
   */
  public String columnName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * How the values are held.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }

  /**
   * Whether rows may lack a value here.
   *
   * @return whether null is legal
   */
  public boolean nullable() {
    return nullable;
  }
}
