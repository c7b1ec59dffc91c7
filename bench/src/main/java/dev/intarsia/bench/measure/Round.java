package dev.intarsia.bench.measure;

/**
 * What one file cost.
 *
 * @param nanos from the first row to the closed file
 * @param cpuNanos that all threads of the process worked meanwhile, compiler and collector included
 * @param threadBytes heap that the writing thread allocated
 * @param heapBytes heap that all threads allocated
 * @param collections of the garbage collector
 * @param pauseMillis spent in them
 * @param peakBytes of resident memory, the input included; -1 if unknown
 * @param fileBytes of the file
 */
public record Round(
    long nanos,
    long cpuNanos,
    long threadBytes,
    long heapBytes,
    long collections,
    long pauseMillis,
    long peakBytes,
    long fileBytes) {}
