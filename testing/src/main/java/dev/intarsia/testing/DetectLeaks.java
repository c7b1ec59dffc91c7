package dev.intarsia.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Fails each test of the class, and of the classes nested in it, that does not release what it
 * takes.
 *
 * <pre>{@code
 * @DetectLeaks
 * class TradesTest {
 *   @Test
 *   void ingestsOneDay(MemoryPool pool) { ... }
 * }
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(LeakCheck.class)
public @interface DetectLeaks {}
