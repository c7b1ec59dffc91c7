/** Off-heap memory with explicit owners. */
module dev.intarsia.memory {
  requires static org.jspecify;

  exports dev.intarsia.memory;
}
