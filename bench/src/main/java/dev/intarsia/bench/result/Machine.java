package dev.intarsia.bench.result;

/**
 * Where it ran.
 *
 * @param processor model name
 * @param cores how many the process may use
 * @param memoryBytes of the machine
 * @param system name and version of the operating system
 * @param jdk version and vendor
 */
public record Machine(String processor, int cores, long memoryBytes, String system, String jdk) {}
