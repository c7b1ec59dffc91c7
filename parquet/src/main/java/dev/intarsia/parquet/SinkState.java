package dev.intarsia.parquet;

/** The life of a sink. */
enum SinkState {
  OPEN,
  COMMITTED,
  DISCARDED;

  void checkOpen(String verb) {
    switch (this) {
      case OPEN -> {}
      case COMMITTED -> throw new IllegalStateException("cannot " + verb + ": already committed");
      case DISCARDED -> throw new IllegalStateException("cannot " + verb + ": already discarded");
    }
  }
}
