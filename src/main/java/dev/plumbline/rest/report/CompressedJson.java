package dev.plumbline.rest.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** JSON as it is held in memory to be answered again: gzip, less than a tenth of its size. */
final class CompressedJson {
  /** In bytes. */
  static final int BUFFER = 16 << 10;

  private CompressedJson() {}

  static byte[] write(ObjectMapper json, Object value) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(compressed, BUFFER)) {
      json.writeValue(out, value);
    }
    return compressed.toByteArray();
  }

  static InputStream read(byte[] compressed) throws IOException {
    return new GZIPInputStream(new ByteArrayInputStream(compressed), BUFFER);
  }
}
