package dev.plumbline.backup.port;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** How files with rows of a database are encrypted. Whoever changed one is found out. */
public interface FileEncryption {
  /**
   * Encrypts what is written to the result; closing that writes the end, and closes the channel.
   *
   * @throws IOException also if there is no usable key
   */
  WritableByteChannel encrypting(WritableByteChannel to) throws IOException;

  /**
   * Decrypts what is read.
   *
   * @throws IOException also if no key fits; reading fails with it where the file is damaged
   */
  ReadableByteChannel decrypting(ReadableByteChannel from) throws IOException;
}
