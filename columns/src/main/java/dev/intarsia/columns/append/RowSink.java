package dev.intarsia.columns.append;

import java.io.IOException;

/** Where full row buffers go: the writer, as the rows see it. */
public interface RowSink {

  /**
   * Takes the rows of a full buffer, and must {@link RowBuffer#clear() clear} it. Called when a row
   * has ended that fills it.
   *
   * @param rows at its maximum of rows or bytes
   * @throws IOException if the rows cannot be taken
   */
  void full(RowBuffer rows) throws IOException;

  /**
   * Memory ran short while a row was growing: frees what it can, the complete rows of the buffer
   * included.
   *
   * @return whether it is worth trying again
   * @throws IOException if flushing failed
   */
  boolean relieve() throws IOException;

  /**
   * Called at the first value of every row, before anything changes: throws if the writer is closed
   * or the thread is not its own.
   */
  void check();
}
