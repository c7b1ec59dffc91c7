package dev.intarsia.parquet.format;

import shaded.parquet.org.apache.thrift.TConfiguration;
import shaded.parquet.org.apache.thrift.transport.TTransport;

/** What Thrift reads from, or writes to, without anything to open or close. */
abstract sealed class AlwaysOpen extends TTransport permits SegmentTransport, RangeTransport {
  @Override
  public final boolean isOpen() {
    return true;
  }

  @Override
  public final void open() {}

  @Override
  public final void close() {}

  @Override
  public final TConfiguration getConfiguration() {
    return TConfiguration.DEFAULT;
  }

  @Override
  public final void updateKnownMessageSize(long size) {}
}
