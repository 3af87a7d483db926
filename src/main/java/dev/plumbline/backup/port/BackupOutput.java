package dev.plumbline.backup.port;

import dev.plumbline.snapshot.Fingerprint;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A file that is being written. When it is closed, it is on disk and survives the machine. */
public final class BackupOutput extends OutputStream {
  private final FileChannel file;
  private final MessageDigest digest = Fingerprint.sha256();
  private final OutputStream to;
  private long size;

  /** What encrypts, or does not. */
  @FunctionalInterface
  interface Layer {
    WritableByteChannel over(WritableByteChannel file) throws IOException;
  }

  BackupOutput(FileChannel file, Layer layer) throws IOException {
    this.file = file;
    this.to = Channels.newOutputStream(layer.over(new Written()));
  }

  @Override
  public void write(int value) throws IOException {
    to.write(value);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    to.write(bytes, offset, length);
  }

  /** Bytes in the file so far. */
  public long size() {
    return size;
  }

  /** Of the bytes in the file, in hexadecimal; to be called once, after it was closed. */
  public String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public void close() throws IOException {
    if (!file.isOpen()) {
      return;
    }
    try (file) {
      to.close();
      file.force(true);
    }
  }

  /** The file itself, which is closed when it is on disk. */
  private final class Written implements WritableByteChannel {
    @Override
    public int write(ByteBuffer bytes) throws IOException {
      int length = bytes.remaining();
      digest.update(bytes.duplicate());
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      size += length;
      return length;
    }

    @Override
    public boolean isOpen() {
      return file.isOpen();
    }

    @Override
    public void close() {
      // BackupOutput closes it.
    }
  }
}
