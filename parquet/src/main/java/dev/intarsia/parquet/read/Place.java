package dev.intarsia.parquet.read;

import dev.intarsia.parquet.CorruptFileException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where in a file something is, for the message that says what is wrong there.
 *
 * @param page the page within, or -1
 */
record Place(Path file, String within, long page) {
  private static final long NO_PAGE = -1;

  static Place footer(Path file) {
    return new Place(file, "footer", NO_PAGE);
  }

  static Place rowGroup(Path file, int rowGroup) {
    return new Place(file, "row group " + rowGroup, NO_PAGE);
  }

  Place column(String column) {
    return new Place(file, "column " + column + ", " + within, NO_PAGE);
  }

  Place page(long number) {
    return new Place(file, within, number);
  }

  Place part(String part) {
    return new Place(file, within + ", " + part, page);
  }

  CorruptFileException corrupt(String reason) {
    return new CorruptFileException(message(reason));
  }

  CorruptFileException corrupt(String reason, Throwable cause) {
    return new CorruptFileException(message(reason), cause);
  }

  private String message(String reason) {
    String where = page == NO_PAGE ? within : within + ", page " + page;
    return file + " is corrupt: " + where + ": " + reason;
  }

  /** The value, which nothing but damage can have taken away. */
  <T> T present(String what, @Nullable T value) throws CorruptFileException {
    if (value == null) {
      throw corrupt("it has no " + what);
    }
    return value;
  }

  void check(boolean holds, String reason) throws CorruptFileException {
    if (!holds) {
      throw corrupt(reason);
    }
  }

  /** For a reason that takes some putting together. */
  void check(boolean holds, Supplier<String> reason) throws CorruptFileException {
    if (!holds) {
      throw corrupt(reason.get());
    }
  }

  /** Compares what a part of the file says with what was found. */
  void checkSame(String what, long declared, long found) throws CorruptFileException {
    if (declared != found) {
      throw corrupt(what + ": found " + found + ", declared " + declared);
    }
  }
}
