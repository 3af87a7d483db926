package dev.plumbline.snapshot;

import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The address of a snapshot by its content: equal snapshots, in whatever order they were listed,
 * have equal fingerprints.
 *
 * @param hex SHA-256, 64 lower-case hexadecimal digits
 */
public record Fingerprint(String hex) {
  private static final Pattern VALID = Pattern.compile("[0-9a-f]{64}");

  /** Changes with the canonical form, so that fingerprints of two forms are never equal. */
  private static final String FORM = "plumbline-snapshot-2";

  private static final String META = "meta";

  private static final MessageDigest SHA_256 = newSha256();

  /**
   * @throws IllegalArgumentException if it is not 64 lower-case hexadecimal digits
   */
  public Fingerprint {
    if (!VALID.matcher(hex).matches()) {
      throw new IllegalArgumentException(
          "'" + hex + "' is not a fingerprint: 64 lower-case hexadecimal digits");
    }
  }

  public static Fingerprint of(Snapshot snapshot) {
    MessageDigest digest = sha256();
    digest.update(FORM.getBytes(StandardCharsets.UTF_8));
    update(digest, snapshot.collections().stream().map(SnapshotJson::of).toList());
    update(digest, snapshot.fields().stream().map(SnapshotJson::of).toList());
    update(digest, snapshot.systemFields().stream().map(SnapshotJson::of).toList());
    update(digest, snapshot.relations().stream().map(SnapshotJson::of).toList());
    return new Fingerprint(HexFormat.of().formatHex(digest.digest()));
  }

  /** SHA-256 of a text, as 64 hexadecimal digits. */
  public static String sha256(String text) {
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static JsonValue meaning(JsonObject item) {
    return item.has(META) ? item.with(META, Blank.leftOut(item.get(META))) : item;
  }

  private static void update(MessageDigest digest, List<JsonObject> items) {
    List<String> lines = new ArrayList<>(items.size());
    items.forEach(item -> lines.add(CanonicalJson.write(meaning(item))));
    Collections.sort(lines);
    digest.update((byte) '\f');
    for (String line : lines) {
      digest.update(line.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) '\n');
    }
  }

  /**
   * A new digest. A copy: to look for the algorithm among all providers takes longer than a short
   * text.
   */
  public static MessageDigest sha256() {
    try {
      return (MessageDigest) SHA_256.clone();
    } catch (CloneNotSupportedException e) {
      return newSha256();
    }
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return hex;
  }
}
