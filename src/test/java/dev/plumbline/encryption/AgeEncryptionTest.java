package dev.plumbline.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.backup.port.BackupFiles;
import dev.plumbline.backup.port.BackupOutput;
import dev.plumbline.configuration.AgeKeys;
import dev.plumbline.configuration.BackupPolicy.Encryption;
import dev.plumbline.configuration.Secret;
import dev.plumbline.snapshot.Fingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files among the backups, encrypted and read again. */
class AgeEncryptionTest {
  /** So much is encrypted at once (https://age-encryption.org/v1). */
  private static final int CHUNK = 64 * 1024;

  private static final String ONE = EncryptedFiles.newIdentity();
  private static final String OTHER = EncryptedFiles.newIdentity();

  @TempDir Path folder;

  private static BackupFiles files(String identities, String... recipients) {
    return new BackupFiles(
        Optional.of(
            new AgeEncryption(
                new Encryption(new Secret.Literal(identities), List.of(recipients)))));
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private Path write(BackupFiles files, byte[] bytes) throws IOException {
    Path file = folder.resolve(files.name("file"));
    try (BackupOutput output = files.create(file)) {
      output.write(bytes);
    }
    return file;
  }

  private static byte[] read(BackupFiles files, Path file) throws IOException {
    try (InputStream input = files.open(file)) {
      return input.readAllBytes();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK})
  void whatWasWrittenIsRead(int length) throws IOException {
    BackupFiles files = files(ONE);

    Path file = write(files, bytes(length));

    assertThat(file).hasFileName("file.age");
    assertThat(new String(Files.readAllBytes(file), UTF_8)).startsWith("age-encryption.org/v1\n");
    assertThat(read(files, file)).isEqualTo(bytes(length));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void sizeAndDigestAreThoseOfTheFile() throws IOException {
    for (BackupFiles files : List.of(files(ONE), new BackupFiles(Optional.empty()))) {
      Path file = folder.resolve(files.name("file"));
      BackupOutput output = files.create(file);
      try (output) {
        for (int value : bytes(CHUNK + 3)) {
          output.write(value);
        }
      }
      assertThat(output.size()).isEqualTo(Files.size(file));
      assertThat(output.sha256())
          .isEqualTo(
              HexFormat.of().formatHex(Fingerprint.sha256().digest(Files.readAllBytes(file))));
      assertThatThrownBy(() -> files.create(file)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void noChangeOfAFileIsRead() throws IOException {
    BackupFiles files = files(ONE);
    Path file = write(files, bytes(2 * CHUNK));
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      byte[] flipped = whole.clone();
      flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, flipped);
      assertThatThrownBy(() -> read(files, file)).isInstanceOf(IOException.class);
    }
    int header = whole.length - 2 * (CHUNK + 16);
    for (int length : List.of(0, 1, header, header + CHUNK + 16, whole.length - 1)) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> read(files, file)).as("%d", length).isInstanceOf(IOException.class);
    }
    Files.write(file, Arrays.copyOf(whole, whole.length + 1));
    assertThatThrownBy(() -> read(files, file)).isInstanceOf(IOException.class);
  }

  @Test
  void aKeyIsReplacedByWritingTheNewOneFirst() throws IOException {
    Path before = write(files(ONE), bytes(9));
    BackupFiles replaced = files("# since today\n" + OTHER + "\n\n# until then\n" + ONE + "\n");
    assertThat(read(replaced, before)).isEqualTo(bytes(9));

    Files.delete(before);
    Path afterwards = write(replaced, bytes(10));
    assertThat(read(files(OTHER), afterwards)).isEqualTo(bytes(10));
    assertThatThrownBy(() -> read(files(ONE), afterwards))
        .hasMessageContaining("none of the keys in plumbline.backups.encryption.identity");
  }

  @Test
  void othersCanDecryptToo() throws IOException {
    Path file = write(files(ONE, AgeKeys.recipientOf(OTHER)), bytes(9));

    assertThat(read(files(OTHER), file)).isEqualTo(bytes(9));
    assertThat(read(files(ONE), file)).isEqualTo(bytes(9));
  }

  @Test
  void filesFromBeforeAreReadAndNothingIsWrittenWithoutAKey() throws IOException {
    Path plain = write(new BackupFiles(Optional.empty()), bytes(9));
    assertThat(read(files(ONE), plain)).isEqualTo(bytes(9));

    Path encrypted = write(files(ONE), bytes(9));
    assertThatThrownBy(() -> read(new BackupFiles(Optional.empty()), encrypted))
        .hasMessageContaining(
            "file.age is encrypted, but plumbline.backups.encryption.identity is not set");

    Path missing = folder.resolve("key");
    BackupFiles without =
        new BackupFiles(
            Optional.of(
                new AgeEncryption(new Encryption(new Secret.FromFile(missing), List.of()))));
    Path file = folder.resolve("other.age");
    assertThatThrownBy(() -> without.create(file))
        .hasMessageContaining("plumbline.backups.encryption.identity: the secret file " + missing);
    assertThat(file).doesNotExist();
  }

  @Test
  void namesSayWhetherAFileIsEncrypted() {
    Path plain = Path.of("staging", "a.dump");
    Path encrypted = Path.of("staging", "a.dump.age");

    assertThat(BackupFiles.plainName(encrypted)).isEqualTo("a.dump");
    assertThat(BackupFiles.beside(plain, "b")).isEqualTo(Path.of("staging", "b"));
    assertThat(BackupFiles.beside(encrypted, "b")).isEqualTo(Path.of("staging", "b.age"));
  }
}
