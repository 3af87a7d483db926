package dev.plumbline.http.plan;

import dev.plumbline.approval.Approver;
import dev.plumbline.approval.Decision;
import dev.plumbline.approval.Decision.Kind;
import dev.plumbline.http.request.JsonBody;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a request decides. */
public final class DecisionBody {
  private static final int LONGEST = 700_000;
  private static final int LONGEST_NOTE = 2_000;
  private static final int LONGEST_TICKET = 200;
  private static final int MOST_CONSENTS = 10_000;
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private DecisionBody() {}

  public static Decision read(String body, Approver by, Instant now) {
    JsonBody read = JsonBody.read(body, LONGEST);
    Optional<Kind> kind =
        read.optional("decision", 20, DecisionBody::decision)
            .flatMap(
                label ->
                    Arrays.stream(Kind.values()).filter(k -> k.label().equals(label)).findFirst());
    if (kind.isEmpty() && read.isRight("decision")) {
      read.wrong("decision", "is missing. Send approve, reject or break_glass.");
    }
    Optional<String> hash = read.optional("hash", 64, DecisionBody::hash);
    if (hash.isEmpty() && read.isRight("hash")) {
      read.wrong("hash", "is missing. Send the hash of the plan that you read.");
    }
    Optional<String> note = read.optional("note", LONGEST_NOTE);
    Optional<String> reason = read.optional("reason", LONGEST_NOTE);
    Optional<String> ticket = read.optional("ticket", LONGEST_TICKET);
    Optional<String> target = read.optional("targetName", 100);
    List<String> consents = read.texts("consents", MOST_CONSENTS, text -> Optional.empty());
    boolean needsReason = kind.filter(k -> k != Kind.APPROVE).isPresent();
    if (needsReason && reason.isEmpty() && read.isRight("reason")) {
      read.wrong("reason", "is missing. Give the reason in one sentence.");
    }
    if (kind.filter(Kind.BREAK_GLASS::equals).isPresent()
        && ticket.isEmpty()
        && read.isRight("ticket")) {
      read.wrong("ticket", "is missing. Name the ticket of the emergency.");
    }
    if (needsReason && note.isPresent()) {
      read.wrong("note", "belongs to approve. Send reason.");
    }
    if (kind.filter(Kind.APPROVE::equals).isPresent() && reason.isPresent()) {
      read.wrong("reason", "belongs to reject and break_glass. Send note.");
    }
    read.orThrow();
    return new Decision(
        kind.orElseThrow(),
        by,
        now,
        hash.orElseThrow(),
        reason.or(() -> note),
        ticket,
        target,
        new TreeSet<>(consents));
  }

  private static String decision(String text) {
    if (Arrays.stream(Kind.values()).noneMatch(kind -> kind.label().equals(text))) {
      throw new IllegalArgumentException(
          "'" + text + "' is not one of approve, reject, break_glass.");
    }
    return text;
  }

  private static String hash(String text) {
    if (!HASH.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "is not 64 lower-case hexadecimal digits. Copy the hash of the plan.");
    }
    return text;
  }

  /** For OpenAPI; the body is read strictly, field by field. */
  @Schema(
      name = "DecisionRequest",
      requiredProperties = {"decision", "hash"})
  public record Request(
      @Schema(enumeration = {"approve", "reject", "break_glass"}) String decision,
      @Schema(description = "The hash of the plan that you read.") String hash,
      @Schema(description = "Of an approval; 1 to 2000 characters.") @Nullable String note,
      @Schema(description = "Of reject and break_glass, which need one; 1 to 2000 characters.")
          @Nullable String reason,
      @Schema(description = "Of break_glass, which needs one; 1 to 200 characters.")
          @Nullable String ticket,
      @Schema(description = "The name of the target, if the plan has a critical hazard.")
          @Nullable String targetName,
      @Schema(description = "Each subject of which rows or values are lost, likewise.")
          @Nullable List<String> consents) {}
}
