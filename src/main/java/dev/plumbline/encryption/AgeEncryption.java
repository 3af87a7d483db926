package dev.plumbline.encryption;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import dev.plumbline.backup.port.FileEncryption;
import dev.plumbline.configuration.AgeKeys;
import dev.plumbline.configuration.BackupPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Files that the program {@code age} can decrypt, too (<a
 * href="https://age-encryption.org/v1">age</a>). The keys are read anew for each file, so that they
 * can rotate.
 */
public final class AgeEncryption implements FileEncryption {
  private final BackupPolicy.Encryption keys;

  public AgeEncryption(BackupPolicy.Encryption keys) {
    this.keys = keys;
  }

  /** For the first of the secret keys, and for those who were named beside it. */
  @Override
  public WritableByteChannel encrypting(WritableByteChannel to) throws IOException {
    Set<String> recipients = new LinkedHashSet<>();
    recipients.add(AgeKeys.recipientOf(identities().getFirst()));
    recipients.addAll(keys.recipients());
    try {
      List<RecipientStanzaWriter> writers = new ArrayList<>();
      for (String recipient : recipients) {
        writers.add(X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(recipient));
      }
      return new StandardEncryptingChannelFactory().newEncryptingChannel(to, writers);
    } catch (GeneralSecurityException e) {
      throw new IOException("it cannot be encrypted: " + e.getMessage(), e);
    }
  }

  /** With any of the secret keys. */
  @Override
  public ReadableByteChannel decrypting(ReadableByteChannel from) throws IOException {
    try {
      List<RecipientStanzaReader> readers = new ArrayList<>();
      for (String identity : identities()) {
        readers.add(X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(identity));
      }
      return new StandardDecryptingChannelFactory().newDecryptingChannel(from, readers);
    } catch (GeneralSecurityException e) {
      throw new IOException(
          "none of the keys in plumbline.backups.encryption.identity decrypts it, or it is damaged",
          e);
    }
  }

  private List<String> identities() throws IOException {
    try {
      return AgeKeys.identities(keys.identity().reveal());
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw new IOException("plumbline.backups.encryption.identity: " + e.getMessage(), e);
    }
  }
}
