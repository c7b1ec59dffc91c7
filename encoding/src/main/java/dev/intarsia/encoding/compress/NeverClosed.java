package dev.intarsia.encoding.compress;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what lives as long as the process, on purpose. The build exempts it from {@code
 * config/forbidden-apis.txt}.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
@interface NeverClosed {
  /** Why that is right, one sentence. */
  String value();
}
