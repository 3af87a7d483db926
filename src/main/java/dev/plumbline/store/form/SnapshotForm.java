package dev.plumbline.store.form;

import dev.plumbline.schema.CanonicalJson;
import dev.plumbline.schema.JsonValue.JsonObject;
import dev.plumbline.schema.Snapshot;
import dev.plumbline.schema.SnapshotJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A snapshot, its lists in the order in which they came; gzip, because a thousand collections are
 * megabytes of repeating keys. Its checksum tells when it was damaged.
 */
public final class SnapshotForm {
  private static final int FORM = 1;

  private SnapshotForm() {}

  public static byte[] write(Snapshot snapshot) {
    JsonObject json =
        StoredObject.form(FORM).with("snapshot", SnapshotJson.of(snapshot, "").without("directus"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(CanonicalJson.write(json).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }

  /**
   * @param where what it is, for messages
   * @throws StoredFormException naming the place that cannot be read
   */
  public static Snapshot read(byte[] body, String where) {
    StoredObject root = StoredObject.root(text(body, where), where, FORM);
    try {
      return SnapshotJson.read(root.value("snapshot"));
    } catch (IllegalArgumentException e) {
      throw new StoredFormException(where + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static String text(byte[] body, String where) {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new StoredFormException(where + " is damaged: " + e.getMessage(), e);
    }
  }
}
