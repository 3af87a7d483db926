package dev.plumbline.faces;

import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.Outcome;
import dev.plumbline.integrity.compile.system.SystemCheck;
import dev.plumbline.reading.Reason;
import dev.plumbline.store.state.CheckStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What checks have found. */
public final class Violations {
  private Violations() {}

  public static CheckStatus violated(
      CheckCode code, String collection, String field, long count, Instant at) {
    return status(
        code,
        collection,
        field,
        new Outcome.Violated(count, List.of(List.of("1"), List.of("2")), "SELECT *\n  FROM x;"),
        at);
  }

  public static CheckStatus clean(CheckCode code, String collection, String field, Instant at) {
    return status(code, collection, field, new Outcome.Clean(), at);
  }

  public static CheckStatus unknown(CheckCode code, String collection, String field, Instant at) {
    return status(
        code,
        collection,
        field,
        new Outcome.Unknown(Reason.FORBIDDEN, "SELECT on `" + collection + "` is not granted"),
        at);
  }

  /** That of the files, where no Directus is configured. */
  public static CheckStatus notConfigured(Instant at) {
    return status(
        SystemCheck.FILE_WITHOUT_BINARY,
        "directus_files",
        "id",
        new Outcome.Unknown(Reason.NOT_CONFIGURED, "it has no Directus configured"),
        at);
  }

  /** The same, known later not to have changed. */
  public static CheckStatus kept(CheckStatus before, Instant at) {
    return new CheckStatus(
        before.id(),
        before.severity(),
        before.definition(),
        before.outcome(),
        before.checkedAt(),
        at,
        before.basis());
  }

  private static CheckStatus status(
      CheckCode code, String collection, String field, Outcome outcome, Instant at) {
    return new CheckStatus(
        new CheckId(code, collection, Optional.of(field), ""),
        code.severity(),
        "definition",
        outcome,
        at,
        at,
        new TreeMap<>());
  }
}
