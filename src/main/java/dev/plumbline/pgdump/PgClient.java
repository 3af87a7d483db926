package dev.plumbline.pgdump;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.backup.port.BackupException;
import dev.plumbline.backup.port.BackupFiles;
import dev.plumbline.backup.port.BackupOutput;
import dev.plumbline.backup.port.DumpPrograms;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * @param files how backups are written
 */
record PgClient(Path directory, String version, int major, BackupFiles files)
    implements DumpPrograms.Client {
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
  static Optional<PgClient> in(Path directory, BackupFiles files) {
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
              new PgClient(directory, matcher.group(1), Integer.parseInt(matcher.group(2)), files))
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
      Set<String> withoutRows,
      String application,
      Path file,
      Duration lockWait,
      LongConsumer written)
      throws BackupException, InterruptedException {
    Process process =
        start(
            ClientEnvironment.of(database, application),
            "pg_dump",
            Stream.concat(
                    Stream.of(
                        "--format=custom",
                        COMPRESSION,
                        "--no-password",
                        "--snapshot=" + snapshot,
                        "--lock-wait-timeout=" + lockWait.toMillis()),
                    // A name as SQL writes it is a pattern that only this table has.
                    withoutRows.stream().map(table -> "--exclude-table-data=" + table))
                .toList());
    ErrorOutput errors = ErrorOutput.of(process);
    ProgramInput.of(process, InputStream.nullInputStream());
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

  private String copy(InputStream from, Path file, LongConsumer written) throws IOException {
    BackupOutput output = files.create(file);
    try (output) {
      byte[] buffer = new byte[BUFFER];
      for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
        output.write(buffer, 0, read);
        written.accept(output.size());
      }
    }
    return output.sha256();
  }

  @Override
  public void restore(Path file, Database into) throws BackupException, InterruptedException {
    boolean isEncrypted = BackupFiles.isEncrypted(file);
    try (InputStream input = isEncrypted ? files.open(file) : InputStream.nullInputStream()) {
      restore(
          file, isEncrypted ? List.of() : List.of(file.toAbsolutePath().toString()), input, into);
    } catch (IOException e) {
      throw BackupException.failed("%s cannot be read (%s)".formatted(file, e.getMessage()));
    }
  }

  /**
   * @param name of the file as an argument; empty if it is read from the input
   */
  private void restore(Path file, List<String> name, InputStream input, Database into)
      throws BackupException, InterruptedException {
    Map<String, String> environment = ClientEnvironment.of(into, "plumbline-proof");
    List<String> arguments = new ArrayList<>();
    arguments.add("--no-password");
    // It would connect to wherever the subscription does.
    arguments.add("--no-subscriptions");
    arguments.add("--dbname=" + environment.get("PGDATABASE"));
    arguments.addAll(name);
    Process process = start(environment, "pg_restore", arguments);
    ErrorOutput errors = ErrorOutput.of(process);
    ProgramInput decrypted = ProgramInput.of(process, input);
    try {
      int exit = process.waitFor();
      Optional<IOException> unreadable = decrypted.failure();
      if (unreadable.isPresent()) {
        throw BackupException.damaged(
            "%s cannot be decrypted: it is damaged (%s)"
                .formatted(file, unreadable.get().getMessage()));
      }
      if (exit != 0) {
        String message = "pg_restore failed: " + errors.text();
        throw LACKING.matcher(message).find()
            ? BackupException.failed(message)
            : BackupException.damaged(message);
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private Process start(Map<String, String> environment, String program, List<String> arguments)
      throws BackupException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(Stream.of(directory.resolve(program).toString()), arguments.stream())
                .toList());
    // Nothing of the caller's own PostgreSQL; messages that we can recognise.
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().putAll(environment);
    builder.environment().put("LC_ALL", "C");
    try {
      return builder.start();
    } catch (IOException e) {
      throw BackupException.failed("%s cannot be started (%s)".formatted(program, e.getMessage()));
    }
  }
}
