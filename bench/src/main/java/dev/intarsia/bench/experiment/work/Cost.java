package dev.intarsia.bench.experiment.work;

/**
 * What one round cost.
 *
 * @param operations how often the work was done
 * @param nanos by the clock
 * @param heapBytes that all threads allocated on the Java heap
 * @param collections of the garbage collector
 */
public record Cost(long operations, long nanos, long heapBytes, long collections) {}
