package dev.plumbline.jdbc.backup;

import dev.plumbline.jdbc.form.text.Compressed;
import dev.plumbline.jdbc.form.text.StoredFormException;
import dev.plumbline.jdbc.form.text.StoredObject;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.store.backup.Backup.Dump;
import dev.plumbline.store.backup.Backup.Proof;
import dev.plumbline.store.backup.DatabaseContent;
import dev.plumbline.store.backup.DatabaseContent.Position;
import dev.plumbline.store.backup.DatabaseContent.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** What is known of a backup's file. */
final class BackupForm {
  private static final int FORM = 3;

  /** Since when {@code horizon} and {@code withoutRows} are stored. */
  private static final int WITH_HORIZON = 2;

  private static final int WITH_SCOPE = 3;

  private BackupForm() {}

  static byte[] write(Dump dump) {
    return Compressed.write(
        StoredObject.form(FORM)
            .with("file", JsonValue.of(dump.file()))
            .with("bytes", number(dump.bytes()))
            .with("sha256", JsonValue.of(dump.sha256()))
            .with("begun", time(dump.begunAt()))
            .with("ended", time(dump.endedAt()))
            .with("client", JsonValue.of(dump.client()))
            .with("server", JsonValue.of(dump.server()))
            .with("horizon", StoredObject.optional(dump.horizon().map(String::valueOf)))
            .with("content", content(dump.content())));
  }

  private static JsonObject content(DatabaseContent content) {
    return JsonObject.EMPTY
        .with("major", JsonValue.of(content.major()))
        .with("encoding", JsonValue.of(content.locale().encoding()))
        .with("collate", JsonValue.of(content.locale().collate()))
        .with("ctype", JsonValue.of(content.locale().ctype()))
        .with("roles", StoredObject.array(content.roles().stream().map(JsonValue::of).toList()))
        .with("snapshot", JsonValue.of(content.snapshot().hex()))
        .with(
            "objects",
            named(
                content.objects(), hash -> JsonObject.EMPTY.with("definition", JsonValue.of(hash))))
        .with(
            "sequences",
            named(
                content.sequences(),
                position ->
                    // As text: a number of JSON has 53 bits.
                    JsonObject.EMPTY
                        .with("from", JsonValue.of(Long.toString(position.from())))
                        .with("to", JsonValue.of(Long.toString(position.to())))))
        .with(
            "tables",
            named(
                content.tables(),
                rows ->
                    JsonObject.EMPTY
                        .with("count", number(rows.count()))
                        .with("hash", JsonValue.of(rows.hash()))))
        .with(
            "withoutRows",
            StoredObject.array(content.withoutRows().stream().map(JsonValue::of).toList()));
  }

  private static <T> JsonValue named(Map<String, T> values, Function<T, JsonObject> form) {
    return StoredObject.array(
        values.entrySet().stream()
            .map(entry -> form.apply(entry.getValue()).with("name", JsonValue.of(entry.getKey())))
            .toList());
  }

  static byte[] write(Proof proof) {
    return Compressed.write(
        StoredObject.form(FORM)
            .with("begun", time(proof.begunAt()))
            .with("ended", time(proof.endedAt()))
            .with("server", JsonValue.of(proof.server()))
            .with("restore", number(proof.restore().toMillis()))
            .with(
                "differences",
                StoredObject.array(proof.differences().stream().map(JsonValue::of).toList())));
  }

  /**
   * @param where what it is, for messages
   * @throws StoredFormException naming the place that cannot be read
   */
  static Dump dump(byte[] body, String where) {
    StoredObject root = StoredObject.root(Compressed.text(body, where), where, FORM);
    StoredObject content = root.object("content");
    return new Dump(
        root.text("file"),
        root.whole("bytes"),
        root.text("sha256"),
        instant(root, "begun"),
        instant(root, "ended"),
        root.text("client"),
        root.text("server"),
        root.isOfForm(WITH_HORIZON)
            ? root.optional("horizon").map(Long::valueOf)
            : Optional.empty(),
        new DatabaseContent(
            (int) content.whole("major"),
            new DatabaseContent.Locale(
                content.text("encoding"), content.text("collate"), content.text("ctype")),
            new TreeSet<>(content.texts("roles")),
            new Fingerprint(content.text("snapshot")),
            map(content, "objects", item -> item.text("definition")),
            map(content, "tables", item -> new Rows(item.whole("count"), item.text("hash"))),
            new TreeSet<>(root.isOfForm(WITH_SCOPE) ? content.texts("withoutRows") : List.of()),
            map(
                content,
                "sequences",
                item ->
                    new Position(
                        Long.parseLong(item.text("from")), Long.parseLong(item.text("to"))))));
  }

  private static <T> SortedMap<String, T> map(
      StoredObject object, String key, Function<StoredObject, T> value) {
    SortedMap<String, T> read = new TreeMap<>();
    List<Map.Entry<String, T>> entries =
        object.list(key, item -> Map.entry(item.text("name"), value.apply(item)));
    entries.forEach(entry -> read.put(entry.getKey(), entry.getValue()));
    return read;
  }

  /**
   * @param where what it is, for messages
   * @throws StoredFormException naming the place that cannot be read
   */
  static Proof proof(byte[] body, String where) {
    StoredObject root = StoredObject.root(Compressed.text(body, where), where, FORM);
    return new Proof(
        instant(root, "begun"),
        instant(root, "ended"),
        root.text("server"),
        Duration.ofMillis(root.whole("restore")),
        root.texts("differences"));
  }

  /** Exact up to 2^53. */
  private static JsonValue number(long value) {
    return JsonValue.of((double) value);
  }

  private static JsonValue time(Instant at) {
    return JsonValue.of(at.toString());
  }

  private static Instant instant(StoredObject object, String key) {
    return object
        .time(key)
        .orElseThrow(() -> new StoredFormException(object.where() + "." + key + " is missing"));
  }
}
