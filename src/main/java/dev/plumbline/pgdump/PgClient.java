package dev.plumbline.pgdump;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.backup.port.BackupException;
import dev.plumbline.backup.port.BackupFile;
import dev.plumbline.backup.port.DumpPrograms;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.snapshot.Fingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The programs in one directory.
 *
 * @param version as {@code pg_dump --version} says it
 */
record PgClient(Path directory, String version, int major) implements DumpPrograms.Client {
  /**
   * gzip's fastest level: its usual one, 6, takes three times as long for a file that is a little
   * smaller, while the transaction in the target stays open.
   */
  private static final String COMPRESSION = "--compress=1";

  private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) ((\\d+)\\S*)");
  private static final Duration VERSION_DEADLINE = Duration.ofSeconds(10);
  private static final int BUFFER = 1 << 16;

  /**
   * What only says that the scratch server lacks something that the dumped one has. Whatever else
   * fails is taken for damage: the file cannot be restored.
   */
  private static final Pattern LACKING =
      Pattern.compile(
          "(?i)extension \"[^\"]*\" is not available|could not open extension control file"
              + "|(collation|role|tablespace|access method) \"[^\"]*\"[^\\n]* does not exist"
              + "|could not access file|unrecognized configuration parameter|must be superuser"
              + "|must be member of role|must be able to SET ROLE|permission denied"
              + "|No space left on device|could not extend file|connection to server"
              + "|server closed the connection");

  /** Those of a directory; empty if it does not have both, or they do not run. */
  static Optional<PgClient> in(Path directory) {
    Path program = directory.resolve("pg_dump");
    if (!Files.isExecutable(program) || !Files.isExecutable(directory.resolve("pg_restore"))) {
      return Optional.empty();
    }
    try {
      Process process =
          new ProcessBuilder(program.toString(), "--version").redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (!process.waitFor(VERSION_DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      Matcher matcher = VERSION.matcher(output);
      return matcher.find()
          ? Optional.of(
              new PgClient(directory, matcher.group(1), Integer.parseInt(matcher.group(2))))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /**
   * Through a pipe that ends with this process: {@code pg_dump} then ends, too, and leaves no
   * locks.
   */
  @Override
  public String dump(
      Database database,
      String snapshot,
      String application,
      Path file,
      Duration lockWait,
      LongConsumer written)
      throws BackupException, InterruptedException {
    Process process =
        start(
            ClientEnvironment.of(database, application),
            "pg_dump",
            "--format=custom",
            COMPRESSION,
            "--no-password",
            "--snapshot=" + snapshot,
            "--lock-wait-timeout=" + lockWait.toMillis());
    ErrorOutput errors = ErrorOutput.of(process);
    // On a thread of its own: an interrupt does not end the reading of a pipe, the end of the
    // program does.
    FutureTask<String> copy = new FutureTask<>(() -> copy(process.getInputStream(), file, written));
    Thread.ofVirtual().name("pgdump-output").start(copy);
    try {
      String sha256 = copy.get();
      if (process.waitFor() != 0) {
        throw BackupException.failed("pg_dump failed: " + errors.text());
      }
      return sha256;
    } catch (ExecutionException e) {
      throw BackupException.failed("%s cannot be written (%s)".formatted(file, e.getCause()));
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static String copy(InputStream from, Path file, LongConsumer written) throws IOException {
    MessageDigest digest = Fingerprint.sha256();
    long size = 0;
    byte[] buffer = new byte[BUFFER];
    try (FileChannel channel = BackupFile.create(file)) {
      for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
        digest.update(buffer, 0, read);
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        size += read;
        written.accept(size);
      }
      // A backup that is recorded must survive the machine.
      channel.force(true);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public void restore(Path file, Database into) throws BackupException, InterruptedException {
    Map<String, String> environment = ClientEnvironment.of(into, "plumbline-proof");
    Process process =
        start(
            environment,
            "pg_restore",
            "--no-password",
            // It would connect to wherever the subscription does.
            "--no-subscriptions",
            "--dbname=" + environment.get("PGDATABASE"),
            file.toAbsolutePath().toString());
    ErrorOutput errors = ErrorOutput.of(process);
    try {
      if (process.waitFor() != 0) {
        String message = "pg_restore failed: " + errors.text();
        throw LACKING.matcher(message).find()
            ? BackupException.failed(message)
            : BackupException.damaged(message);
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private Process start(Map<String, String> environment, String program, String... arguments)
      throws BackupException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(
                    Stream.of(directory.resolve(program).toString()), List.of(arguments).stream())
                .toList());
    // Nothing of the caller's own PostgreSQL; messages that we can recognise.
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().putAll(environment);
    builder.environment().put("LC_ALL", "C");
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      throw BackupException.failed("%s cannot be started (%s)".formatted(program, e.getMessage()));
    }
  }
}
