package dev.intarsia.memory;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks code that touches the Java heap on purpose: an edge of the API that takes or returns
 * arrays, or the on-heap pool. The build exempts what carries this mark from {@code
 * config/forbidden-apis*.txt}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.CONSTRUCTOR, ElementType.FIELD})
public @interface HeapAccess {

  /**
   * Why the heap is right here.
   *
   * @return the reason, one sentence
   */
  String value();
}
