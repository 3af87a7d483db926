package dev.plumbline.jdbc.form.text;

import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * JSON as gzip, because a thousand collections are megabytes of repeating keys. Its checksum tells
 * when it was damaged.
 */
public final class Compressed {
  private Compressed() {}

  public static byte[] write(JsonObject json) {
    return write(CanonicalJson.write(json));
  }

  /** Of a text that is JSON already. */
  public static byte[] write(String json) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }

  /**
   * @param where what it is, for messages
   */
  public static String text(byte[] body, String where) {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new StoredFormException(where + " is damaged: " + e.getMessage(), e);
    }
  }
}
