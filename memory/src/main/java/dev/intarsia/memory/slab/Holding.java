package dev.intarsia.memory.slab;

/**
 * A chunk that is out.
 *
 * @param owner who holds it
 * @param budget the node it is charged to
 * @param bytes its size
 */
public record Holding(String owner, String budget, long bytes) {}
