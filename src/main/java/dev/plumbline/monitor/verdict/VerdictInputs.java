package dev.plumbline.monitor.verdict;

import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.drift.Comparison;
import dev.plumbline.drift.change.IgnoreRule;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Versions;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.store.state.ComparisonStatus;
import dev.plumbline.store.state.EnvironmentStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** What a comparison is made from at one instant. */
sealed interface VerdictInputs {
  /** Before the part of the text that is not of the environments. */
  String RULES = " rules=";

  /** Both environments were read. */
  record Known(EnvironmentStatus source, EnvironmentStatus target, String text)
      implements VerdictInputs {
    /** Whether a verdict was made from just this. */
    boolean isOf(ComparisonStatus status) {
      return status.basis().equals(text);
    }

    /** Whether a verdict was made from the same two schemas, by whatever rules. */
    boolean isOfTheSameSides(ComparisonStatus status) {
      return sides(status.basis()).equals(sides(text));
    }

    private static String sides(String basis) {
      int rules = basis.indexOf(RULES);
      return rules < 0 ? basis : basis.substring(0, rules);
    }
  }

  /** At least one environment cannot be determined right now. */
  record Unreadable(String reason) implements VerdictInputs {}

  static VerdictInputs of(
      Settings settings,
      Comparison comparison,
      Function<EnvironmentId, Optional<EnvironmentStatus>> statuses,
      String form,
      Function<Versions, String> digest,
      Instant now) {
    Optional<EnvironmentStatus> source = statuses.apply(comparison.source());
    Optional<EnvironmentStatus> target = statuses.apply(comparison.target());
    Optional<String> hindrance =
        UnknownReason.of(watched(settings, comparison.source()), source, now)
            .or(() -> UnknownReason.of(watched(settings, comparison.target()), target, now))
            .or(() -> source.flatMap(status -> ofAnotherForm(status, form)))
            .or(() -> target.flatMap(status -> ofAnotherForm(status, form)));
    return hindrance
        .<VerdictInputs>map(Unreadable::new)
        .orElseGet(
            () ->
                new Known(
                    source.orElseThrow(),
                    target.orElseThrow(),
                    text(
                        comparison,
                        source.orElseThrow(),
                        target.orElseThrow(),
                        form,
                        digest,
                        now)));
  }

  private static Optional<String> ofAnotherForm(EnvironmentStatus status, String form) {
    return status.form().equals(Optional.of(form))
        ? Optional.empty()
        : Optional.of(
            status.environment()
                + " was read by another version of Plumbline; it is read again at the next poll");
  }

  private static WatchedEnvironment watched(Settings settings, EnvironmentId id) {
    return Objects.requireNonNull(
        settings.environments().get(id),
        () -> id + " is not configured, although the configuration was validated");
  }

  private static String text(
      Comparison comparison,
      EnvironmentStatus source,
      EnvironmentStatus target,
      String form,
      Function<Versions, String> digest,
      Instant now) {
    return "form="
        + form
        + " source="
        + side(source, digest)
        + " target="
        + side(target, digest)
        + RULES
        + rules(comparison.ignore(), now);
  }

  private static String side(EnvironmentStatus status, Function<Versions, String> digest) {
    return status.snapshot().map(Fingerprint::hex).orElse("none")
        + "+"
        + status.catalog().map(Fingerprint::hex).orElse("none")
        + "@"
        + digest.apply(status.versions());
  }

  /** With what has expired by now, because an expired rule ignores nothing. */
  private static String rules(List<IgnoreRule> rules, Instant now) {
    StringBuilder text = new StringBuilder();
    for (IgnoreRule rule : rules) {
      boolean expired = rule.until().filter(until -> !now.isBefore(until)).isPresent();
      text.append(rule).append(expired ? " expired\n" : "\n");
    }
    return Fingerprint.sha256(text.toString());
  }
}
