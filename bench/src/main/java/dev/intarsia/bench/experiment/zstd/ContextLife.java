package dev.intarsia.bench.experiment.zstd;

/** How long the working memory of a compressor is kept. */
enum ContextLife {
  /** One page. */
  PAGE,
  /** One file. */
  FILE,
  /** As long as the writer. */
  WRITER
}
