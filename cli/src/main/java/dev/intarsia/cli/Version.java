package dev.intarsia.cli;

import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "intarsia " + version(),
      "Java "
          + Runtime.version()
          + ", "
          + System.getProperty("os.name")
          + " "
          + System.getProperty("os.arch")
    };
  }

  /** What the compiler wrote into the module's descriptor, which the class path does not offer. */
  private static String version() {
    try {
      Path classes =
          Path.of(Version.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return ModuleFinder.of(classes).findAll().stream()
          .flatMap(module -> module.descriptor().rawVersion().stream())
          .findFirst()
          .orElse("of unknown version");
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
