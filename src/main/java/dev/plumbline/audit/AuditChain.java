package dev.plumbline.audit;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.snapshot.Fingerprint;
import java.util.Optional;
import java.util.TreeMap;

/** Seals each entry with the hash of the one before it, and finds where a chain is broken. */
public final class AuditChain {
  private AuditChain() {}

  /** The entry that comes after the end of a chain. */
  public static ChainedEntry next(AuditHead head, AuditEntry entry) {
    long number = head.number() + 1;
    return new ChainedEntry(number, entry, head.hash(), hash(number, entry, head.hash()));
  }

  public static AuditHead head(ChainedEntry last) {
    return new AuditHead(last.number(), last.hash());
  }

  /**
   * What is wrong with the entry that is stored after the end of a chain that is right so far.
   *
   * @return one sentence; empty if it is right
   */
  public static Optional<String> problem(AuditHead before, ChainedEntry entry) {
    long expected = before.number() + 1;
    if (entry.number() != expected) {
      return Optional.of(
          "entry " + expected + " is missing: entry " + entry.number() + " comes after it");
    }
    if (!entry.previous().equals(before.hash())) {
      return Optional.of("entry " + entry.number() + " does not continue the entry before it");
    }
    return entry.hash().equals(hash(entry.number(), entry.entry(), entry.previous()))
        ? Optional.empty()
        : Optional.of("entry " + entry.number() + " was changed after it was recorded");
  }

  /**
   * Whether a chain that is right ends where it should.
   *
   * @return one sentence; empty if it does
   */
  public static Optional<String> problem(AuditHead last, AuditHead recorded) {
    if (last.equals(recorded)) {
      return Optional.empty();
    }
    return Optional.of(
        last.number() == recorded.number()
            ? "entry " + last.number() + " is not the one that was recorded last"
            : "the last entry is "
                + last.number()
                + ", but "
                + recorded.number()
                + " were recorded");
  }

  private static String hash(long number, AuditEntry entry, String previous) {
    TreeMap<String, JsonValue> details = new TreeMap<>();
    entry.details().forEach((name, text) -> details.put(name, JsonValue.of(text)));
    JsonObject json =
        JsonObject.EMPTY
            .with("number", JsonValue.of(Long.toString(number)))
            .with("at", JsonValue.of(entry.at().toString()))
            .with("action", JsonValue.of(entry.action().label()))
            .with("token", JsonValue.of(entry.token().orElse(null)))
            .with("person", JsonValue.of(entry.person().orElse(null)))
            .with("subject", JsonValue.of(entry.subject()))
            .with(
                "environments",
                new JsonArray(
                    entry.environments().stream()
                        .map(EnvironmentId::name)
                        .map(JsonValue::of)
                        .toList()))
            .with("details", JsonValue.object(details))
            .with("previous", JsonValue.of(previous));
    return Fingerprint.sha256(CanonicalJson.write(json));
  }
}
