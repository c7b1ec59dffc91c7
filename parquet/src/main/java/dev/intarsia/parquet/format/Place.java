package dev.intarsia.parquet.format;

import dev.intarsia.parquet.CorruptFileException;
import dev.intarsia.parquet.UnsupportedFeatureException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where in a file something is, for the message that says what is wrong there.
 *
 * @param file what the file is called
 * @param within the part of it
 * @param page the page within, or -1
 */
public record Place(String file, String within, long page) {
  private static final long NO_PAGE = -1;

  /** The file's end, where everything is said about it. */
  public static Place footer(String file) {
    return new Place(file, "footer", NO_PAGE);
  }

  /** A row group. */
  public static Place rowGroup(String file, int rowGroup) {
    return new Place(file, "row group " + rowGroup, NO_PAGE);
  }

  /** A column of it. */
  public Place column(String column) {
    return new Place(file, "column " + column + ", " + within, NO_PAGE);
  }

  /** A page of it. */
  public Place page(long number) {
    return new Place(file, within, number);
  }

  /** Anything else of it. */
  public Place part(String part) {
    return new Place(file, within + ", " + part, page);
  }

  /** Says what is wrong here. */
  public CorruptFileException corrupt(String reason) {
    return new CorruptFileException(message("is corrupt", reason));
  }

  /** Says what is wrong here, and how it was noticed. */
  public CorruptFileException corrupt(String reason, Throwable cause) {
    return new CorruptFileException(message("is corrupt", reason), cause);
  }

  /** Says what is fine here, but more than this reader knows. */
  public UnsupportedFeatureException unsupported(String feature) {
    return new UnsupportedFeatureException(message("cannot be read", feature));
  }

  private String message(String problem, String reason) {
    String where = page == NO_PAGE ? within : within + ", page " + page;
    return file + " " + problem + ": " + where + ": " + reason;
  }

  /** The value, which nothing but damage can have taken away. */
  public <T> T present(String what, @Nullable T value) throws CorruptFileException {
    if (value == null) {
      throw corrupt("it has no " + what);
    }
    return value;
  }

  /** Goes on if something holds. */
  public void check(boolean holds, String reason) throws CorruptFileException {
    if (!holds) {
      throw corrupt(reason);
    }
  }

  /** For a reason that takes some putting together. */
  public void check(boolean holds, Supplier<String> reason) throws CorruptFileException {
    if (!holds) {
      throw corrupt(reason.get());
    }
  }

  /** Compares what a part of the file says with what was found. */
  public void checkSame(String what, long declared, long found) throws CorruptFileException {
    if (declared != found) {
      throw corrupt(what + ": found " + found + ", declared " + declared);
    }
  }
}
