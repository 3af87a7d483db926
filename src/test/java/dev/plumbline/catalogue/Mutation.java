package dev.plumbline.catalogue;

import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.directus.DirectusVersion;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One kind of change to a running environment with the laboratory's model, and how to take it back.
 *
 * @param name present tense, unique
 * @param side of the comparison on which it happens
 * @param versions of Directus in which it is possible
 * @param change makes it and gives back how to undo it
 * @param expected what the comparison then tells: {@code severity code subject path}, sorted
 * @param mismatches what is then reported for the environment alone, likewise
 */
record Mutation(
    String name,
    Side side,
    Set<DirectusVersion> versions,
    Function<LabEnvironment, Runnable> change,
    List<String> expected,
    List<String> mismatches) {

  /** Of a comparison. */
  enum Side {
    SOURCE,
    TARGET
  }

  /** In tables and metadata, visible to Directus. */
  static Mutation sql(String name, String apply, String undo, String... expected) {
    return of("sql: " + name, Step.sql(apply), Step.sql(undo), expected);
  }

  /** What only a superuser may do; visible to Directus. */
  static Mutation superuser(String name, String apply, String undo, String... expected) {
    return of("sql: " + name, Step.superuser(apply), Step.superuser(undo), expected);
  }

  /** Through the API, as the Studio does it. */
  static Mutation api(String name, Step apply, Step undo, String... expected) {
    return of("api: " + name, apply, undo, expected);
  }

  /** Through the API; undone by applying the snapshot from before, because the API has no undo. */
  static Mutation api(String name, Step apply, String... expected) {
    return new Mutation(
        "api: " + name,
        Side.SOURCE,
        EnumSet.allOf(DirectusVersion.class),
        environment -> {
          JsonObject before = environment.directus().snapshot();
          apply.run(environment);
          return () -> Step.apply(environment, before);
        },
        sorted(expected),
        List.of());
  }

  private static Mutation of(String name, Step apply, Step undo, String... expected) {
    return new Mutation(
        name,
        Side.SOURCE,
        EnumSet.allOf(DirectusVersion.class),
        environment -> {
          apply.run(environment);
          return () -> undo.run(environment);
        },
        sorted(expected),
        List.of());
  }

  /** The same where it is measured and not where it is right. */
  Mutation inTarget(String... expectedThen) {
    return new Mutation(
        name + ", in the target", Side.TARGET, versions, change, sorted(expectedThen), mismatches);
  }

  /** The comparison then tells more. */
  Mutation changing(String... lines) {
    return new Mutation(
        name,
        side,
        versions,
        change,
        Stream.concat(expected.stream(), Stream.of(lines)).sorted().toList(),
        mismatches);
  }

  /** Metadata and catalog then disagree. */
  Mutation disagreeing(String... lines) {
    return new Mutation(name, side, versions, change, expected, sorted(lines));
  }

  /** Only in this version of Directus. */
  Mutation only(DirectusVersion version) {
    return new Mutation(name, side, EnumSet.of(version), change, expected, mismatches);
  }

  /**
   * Makes it happen.
   *
   * @return takes it back
   */
  Runnable apply(LabEnvironment environment) {
    return change.apply(environment);
  }

  @Override
  public String toString() {
    return name;
  }

  /** Everything that is then reported, sorted. */
  List<String> reported() {
    return Stream.concat(expected.stream(), mismatches.stream()).sorted().toList();
  }

  private static List<String> sorted(String... lines) {
    return Stream.of(lines).sorted().toList();
  }
}
