package dev.plumbline.jdbc.form;

import dev.plumbline.jdbc.form.text.Compressed;
import dev.plumbline.jdbc.form.text.StoredFormException;
import dev.plumbline.jdbc.form.text.StoredObject;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.snapshot.SnapshotJson;

/** A snapshot, its lists in the order in which they came. */
public final class SnapshotForm {
  private static final int FORM = 1;

  private SnapshotForm() {}

  public static byte[] write(Snapshot snapshot) {
    return Compressed.write(
        StoredObject.form(FORM)
            .with("snapshot", SnapshotJson.of(snapshot, "").without("directus")));
  }

  /**
   * @param where what it is, for messages
   * @throws StoredFormException naming the place that cannot be read
   */
  public static Snapshot read(byte[] body, String where) {
    StoredObject root = StoredObject.root(Compressed.text(body, where), where, FORM);
    try {
      return SnapshotJson.read(root.value("snapshot"));
    } catch (IllegalArgumentException e) {
      throw new StoredFormException(where + " cannot be read: " + e.getMessage(), e);
    }
  }
}
