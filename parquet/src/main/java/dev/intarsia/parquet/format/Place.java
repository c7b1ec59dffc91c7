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

  /**
   * The file's end, where everything is said about it.
   *
   * @param file what the file is called
   * @return its place
   */
  public static Place footer(String file) {
    return new Place(file, "footer", NO_PAGE);
  }

  /**
   * A row group.
   *
   * @param file what the file is called
   * @param rowGroup its index
   * @return its place
   */
  public static Place rowGroup(String file, int rowGroup) {
    return new Place(file, "row group " + rowGroup, NO_PAGE);
  }

  /**
   * A column of it.
   *
   * @param column its path, with dots between the names
   * @return the place of the column's chunk
   */
  public Place column(String column) {
    return new Place(file, "column " + column + ", " + within, NO_PAGE);
  }

  /**
   * A page of it.
   *
   * @param number counted from 0, a dictionary included
   * @return the page's place
   */
  public Place page(long number) {
    return new Place(file, within, number);
  }

  /**
   * Anything else of it.
   *
   * @param part what messages call it
   * @return the part's place, in the same page if this is in one
   */
  public Place part(String part) {
    return new Place(file, within + ", " + part, page);
  }

  /**
   * Says what is wrong here.
   *
   * @param reason a sentence without its end
   * @return to be thrown
   */
  public CorruptFileException corrupt(String reason) {
    return new CorruptFileException(message("is corrupt", reason));
  }

  /**
   * Says what is wrong here, and how it was noticed.
   *
   * @param reason a sentence without its end
   * @param cause what was thrown further down
   * @return to be thrown
   */
  public CorruptFileException corrupt(String reason, Throwable cause) {
    return new CorruptFileException(message("is corrupt", reason), cause);
  }

  /**
   * Says what is fine here, but more than this reader knows.
   *
   * @param feature what would be needed
   * @return to be thrown
   */
  public UnsupportedFeatureException unsupported(String feature) {
    return new UnsupportedFeatureException(message("cannot be read", feature));
  }

  private String message(String problem, String reason) {
    String where = page == NO_PAGE ? within : within + ", page " + page;
    return file + " " + problem + ": " + where + ": " + reason;
  }

  /**
   * The value, which nothing but damage can have taken away.
   *
   * @param <T> its type
   * @param what its name in messages
   * @param value null if it is missing
   * @return the value
   * @throws CorruptFileException if it is missing
   */
  public <T> T present(String what, @Nullable T value) throws CorruptFileException {
    if (value == null) {
      throw corrupt("it has no " + what);
    }
    return value;
  }

  /**
   * Goes on if something holds.
   *
   * @param holds whether it does
   * @param reason what is wrong otherwise
   * @throws CorruptFileException if it does not
   */
  public void check(boolean holds, String reason) throws CorruptFileException {
    if (!holds) {
      throw corrupt(reason);
    }
  }

  /**
   * Goes on if something holds; for a reason that takes some putting together.
   *
   * @param holds whether it does
   * @param reason asked what is wrong otherwise
   * @throws CorruptFileException if it does not
   */
  public void check(boolean holds, Supplier<String> reason) throws CorruptFileException {
    if (!holds) {
      throw corrupt(reason.get());
    }
  }

  /**
   * Compares what a part of the file says with what was found.
   *
   * @param what the number is of, for the message
   * @param declared by the file
   * @param found in it
   * @throws CorruptFileException if they differ
   */
  public void checkSame(String what, long declared, long found) throws CorruptFileException {
    if (declared != found) {
      throw corrupt(what + ": found " + found + ", declared " + declared);
    }
  }
}
