package dev.intarsia.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A file's channel that fails in the way it is told to. */
final class FaultyChannel extends FileChannel {
  private final FileChannel file;
  private long room = Long.MAX_VALUE;
  private int atMost = Integer.MAX_VALUE;
  private boolean failsToClose;
  private boolean failsToForce;
  private int writes;

  FaultyChannel(FileChannel file) {
    this.file = file;
  }

  /** The disk is full after so many bytes. */
  FaultyChannel room(long bytes) {
    room = bytes;
    return this;
  }

  /** A write takes no more bytes than that. */
  FaultyChannel atMost(int bytes) {
    atMost = bytes;
    return this;
  }

  FaultyChannel failingClose() {
    failsToClose = true;
    return this;
  }

  FaultyChannel failingForce() {
    failsToForce = true;
    return this;
  }

  int writes() {
    return writes;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    writes++;
    if (room == 0) {
      throw new IOException("No space left on device");
    }
    int bytes = (int) Math.min(Math.min(room, atMost), source.remaining());
    ByteBuffer piece = source.slice(source.position(), bytes);
    int written = file.write(piece);
    source.position(source.position() + written);
    room -= written;
    return written;
  }

  @Override
  public void force(boolean metadata) throws IOException {
    if (failsToForce) {
      throw new IOException("Input/output error");
    }
    file.force(metadata);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    file.close();
    if (failsToClose) {
      throw new IOException("Input/output error");
    }
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return file.read(target);
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
    return file.read(targets, offset, length);
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
    return file.write(sources, offset, length);
  }

  @Override
  public long position() throws IOException {
    return file.position();
  }

  @Override
  public FileChannel position(long position) throws IOException {
    return file.position(position);
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    return file.truncate(size);
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
    return file.transferTo(position, count, target);
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count)
      throws IOException {
    return file.transferFrom(source, position, count);
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    return file.read(target, position);
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    return file.write(source, position);
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
    return file.map(mode, position, size);
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) throws IOException {
    return file.lock(position, size, shared);
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return file.tryLock(position, size, shared);
  }
}
