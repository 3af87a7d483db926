package dev.plumbline.bench;

import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.directus.DirectusVersion;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Where and when it was measured. */
final class Machine {
  private static final Path CPU = Path.of("/proc/cpuinfo");

  private Machine() {}

  static String description(Laboratory laboratory) throws IOException {
    return """
    %s, load of the machine before: %s
    %d cores (%s), JDK %s, PostgreSQL %s, %s\
    """
        .formatted(
            Instant.now().truncatedTo(ChronoUnit.MINUTES),
            load(),
            Runtime.getRuntime().availableProcessors(),
            cpu(),
            Runtime.version(),
            laboratory.postgres().superuser("postgres").value("SHOW server_version"),
            DirectusVersion.V11);
  }

  /** How many processes wanted to run during the last minute, on average. */
  static String load() {
    return String.format(
        Locale.ROOT, "%.1f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static String cpu() throws IOException {
    if (!Files.exists(CPU)) {
      return System.getProperty("os.arch");
    }
    return Files.readAllLines(CPU).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }
}
