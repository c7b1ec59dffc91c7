package dev.intarsia.bench.measure;

/**
 * What a piece of work cost, a file for instance.
 *
 * @param nanos from the first row to the closed file
 * @param cpuNanos that all threads of the process worked meanwhile, compiler and collector included
 * @param heapBytes heap that all threads allocated
 * @param collections of the garbage collector
 * @param pauseNanos for which the collector held all threads, together
 * @param longestPauseNanos the longest one of those
 * @param peakHeapBytes most heap in use: the peaks of its pools added up, which the collector may
 *     have reached one after the other; the input included where it is on the heap
 * @param peakResidentBytes most resident memory, the input included; {@link ResidentMemory#UNKNOWN}
 *     where it is
 * @param fileBytes of the file; 0 if none was written
 */
public record Round(
    long nanos,
    long cpuNanos,
    long heapBytes,
    long collections,
    long pauseNanos,
    long longestPauseNanos,
    long peakHeapBytes,
    long peakResidentBytes,
    long fileBytes) {}
