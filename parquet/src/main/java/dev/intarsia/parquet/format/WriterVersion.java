package dev.intarsia.parquet.format;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which program wrote a file, as far as its name and version are in the form that the format
 * recommends: {@code parquet-mr version 1.8.0 (build 0fda28af84b9746396014ad6a415b90592a98b3b)}.
 *
 * @param application empty if unknown
 * @param major 0 if unknown
 * @param minor 0 if unknown
 * @param patch 0 if unknown
 * @param suffix what follows the numbers, such as {@code -cdh5.5.0}
 */
record WriterVersion(String application, int major, int minor, int patch, String suffix) {
  /** Of Cloudera, who mended older versions. */
  private static final Pattern MENDED = Pattern.compile("-cdh(5\\.([5-9]|\\d\\d)|[6-9]).*");

  private static final WriterVersion UNKNOWN = new WriterVersion("", 0, 0, 0, "");

  /** Found behind the name. It never goes back over spaces: files may have any number of them. */
  private static final Pattern VERSION =
      Pattern.compile(
          "(?<=\\s)version\\s++v?(\\d{1,6})(?:\\.(\\d{1,6}))?(?:\\.(\\d{1,6}))?(\\S*+)");

  static WriterVersion of(@Nullable String createdBy) {
    String text = createdBy == null ? "" : createdBy;
    Matcher version = VERSION.matcher(text);
    return version.find()
        ? new WriterVersion(
            text.substring(0, version.start()).strip(),
            number(version.group(1)),
            number(version.group(2)),
            number(version.group(3)),
            version.group(4))
        : UNKNOWN;
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  /**
   * Whether the minima and maxima of binaries in the deprecated fields may be those of a buffer
   * that was reused: PARQUET-251, mended in parquet-mr 1.8.0. Who does not give a name may be as
   * old.
   */
  boolean mayHaveWrongBinaryBounds() {
    if (application.isEmpty()) {
      return true;
    }
    boolean old = application.equals("parquet-mr") && isBefore(1, 8);
    return old && !MENDED.matcher(suffix).matches();
  }

  /**
   * Whether a page in DELTA_BYTE_ARRAY may begin with a prefix of the last value of the page
   * before: PARQUET-246, mended in parquet-mr 1.8.0 and not in what led to it. Reading others the
   * same way does no harm.
   */
  boolean mayCarryPrefixes() {
    if (application.isEmpty()) {
      return true;
    }
    boolean draft = major == 1 && minor == 8 && patch == 0 && !suffix.isEmpty();
    return application.equals("parquet-mr") && (isBefore(1, 8) || draft);
  }

  private boolean isBefore(int otherMajor, int otherMinor) {
    return major < otherMajor || (major == otherMajor && minor < otherMinor);
  }
}
