package dev.intarsia.cli;

/** The {@code intarsia} command. */
public final class Intarsia {
  private Intarsia() {}

  /**
   * Prints how the command is used.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    System.out.println("usage: intarsia <command> [options]");
  }
}
