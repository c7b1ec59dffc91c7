/** Every object on the Java heap, counted; and columns built in arrays that grow. */
@NullMarked
package dev.intarsia.bench.experiment.anatomy;

import org.jspecify.annotations.NullMarked;
