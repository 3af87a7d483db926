package dev.plumbline.monitor.identity;

import dev.plumbline.drift.Comparison;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.finding.Observation;
import dev.plumbline.finding.Scope;
import dev.plumbline.finding.observation.FindingCode;
import dev.plumbline.store.state.Identity;
import dev.plumbline.store.state.Identity.Location;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which environments are copies of one another, or one and the same. Of more than two copies each
 * is reported against the original alone. Of a thousand environments there are half a million
 * pairs, so those that share something are found by what they share.
 */
public final class SharedIdentities {
  /** Originals first. */
  private final List<KnownIdentity> all;

  private final Map<EnvironmentId, Integer> indexes = new HashMap<>();

  /** The first environment that is a database, has a project, or a token. */
  private final Map<Object, Integer> firstDatabases = new HashMap<>();

  private final Map<String, Integer> firstProjects = new HashMap<>();
  private final Map<String, Integer> firstTokens = new HashMap<>();

  /** With which others each environment is compared. */
  private final Map<EnvironmentId, Set<EnvironmentId>> compared = new HashMap<>();

  SharedIdentities(List<KnownIdentity> known, Collection<Comparison> comparisons) {
    this.all = known.stream().sorted(KnownIdentity.ORIGINALS_FIRST).toList();
    for (int i = 0; i < all.size(); i++) {
      int index = i;
      KnownIdentity environment = all.get(index);
      indexes.put(environment.id(), index);
      database(environment).ifPresent(key -> firstDatabases.putIfAbsent(key, index));
      environment.project().ifPresent(project -> firstProjects.putIfAbsent(project, index));
      environment
          .tokens()
          .ifPresent(tokens -> tokens.forEach(token -> firstTokens.putIfAbsent(token, index)));
    }
    for (Comparison comparison : comparisons) {
      compare(comparison.source(), comparison.target());
      compare(comparison.target(), comparison.source());
    }
  }

  private void compare(EnvironmentId one, EnvironmentId other) {
    compared.computeIfAbsent(one, id -> new HashSet<>()).add(other);
  }

  /** Two that have the same are one database: see {@link Location#isSameAs}. */
  private static Optional<Object> database(KnownIdentity known) {
    return known
        .identity()
        .flatMap(Identity::location)
        .map(at -> List.of(at.system(), at.database(), at.schema(), at.startedAt()));
  }

  /** What is wrong with pairs of environments; without pairs with which nothing is. */
  Map<Scope.OfPair, IdentityObservations> found() {
    Map<Scope.OfPair, IdentityObservations> found = new LinkedHashMap<>();
    for (int copy = 1; copy < all.size(); copy++) {
      for (int original : candidates(copy)) {
        IdentityObservations seen = pair(copy, original);
        if (!seen.observations().isEmpty()) {
          found.put(new Scope.OfPair(all.get(copy).id(), all.get(original).id()), seen);
        }
      }
    }
    return found;
  }

  /** What is known of one pair; empty if it is not a copy and its original, in this order. */
  Optional<IdentityObservations> of(Scope.OfPair pair) {
    Integer copy = indexes.get(pair.environment());
    Integer original = indexes.get(pair.other());
    return copy == null || original == null || original >= copy
        ? Optional.empty()
        : Optional.of(pair(copy, original));
  }

  /** The originals that share something with a copy. */
  private NavigableSet<Integer> candidates(int copyIndex) {
    KnownIdentity copy = all.get(copyIndex);
    NavigableSet<Integer> originals = new TreeSet<>();
    twin(copyIndex).ifPresent(originals::add);
    copy.project().map(firstProjects::get).ifPresent(originals::add);
    copy.tokens()
        .ifPresent(
            tokens ->
                tokens.stream()
                    .map(firstTokens::get)
                    .filter(Objects::nonNull)
                    .forEach(originals::add));
    compared.getOrDefault(copy.id(), Set.of()).stream()
        .map(indexes::get)
        .filter(Objects::nonNull)
        .forEach(originals::add);
    return originals.headSet(copyIndex, false);
  }

  /** The first environment before it that is the same database. */
  private Optional<Integer> twin(int copy) {
    return database(all.get(copy)).map(firstDatabases::get).filter(index -> index < copy);
  }

  /** Whether two environments are the same database; empty if that is not known. */
  public static Optional<Boolean> areSame(Optional<Identity> one, Optional<Identity> other) {
    return one.flatMap(Identity::location)
        .flatMap(location -> other.flatMap(Identity::location).flatMap(location::isSameAs));
  }

  private IdentityObservations pair(int copyIndex, int originalIndex) {
    KnownIdentity copy = all.get(copyIndex);
    KnownIdentity original = all.get(originalIndex);
    List<Observation> seen = new ArrayList<>();
    Set<String> undecided = new HashSet<>();
    Optional<Integer> twin = twin(copyIndex);
    if (twin.isPresent()) {
      // Whatever else is the same follows from that.
      return new IdentityObservations(
          twin.get() == originalIndex ? List.of(sameDatabase(copy, original)) : List.of(),
          Set.of());
    }
    if (areSame(copy.identity(), original.identity()).isEmpty()) {
      undecided.add(FindingCode.SAME_DATABASE.label());
    }
    project(copy, originalIndex, seen, undecided);
    tokens(copy, originalIndex, seen, undecided);
    storages(copy, original, seen, undecided);
    return new IdentityObservations(seen, undecided);
  }

  private void project(
      KnownIdentity copy, int originalIndex, List<Observation> seen, Set<String> undecided) {
    KnownIdentity original = all.get(originalIndex);
    if (copy.project().isEmpty() || original.project().isEmpty()) {
      undecided.add(FindingCode.SAME_PROJECT.label());
    } else if (copy.project().equals(original.project())
        && copy.project().map(firstProjects::get).equals(Optional.of(originalIndex))) {
      seen.add(
          observation(
              copy,
              original,
              FindingCode.SAME_PROJECT,
              names(copy, original)
                  + " have the same project_id, as after copying a database: a licence"
                  + " is bound to the project_id, and users, sessions and static"
                  + " tokens were copied too; give "
                  + copy.id()
                  + " its own project_id in `directus_settings`, and new tokens"
                  + (tokensAreUnknown(copy, original)
                      ? ". Whether static tokens are valid in both is unknown:"
                          + " Plumbline needs SELECT on `directus_users` (token, status)"
                          + " in both"
                      : "")));
    }
  }

  private static boolean tokensAreUnknown(KnownIdentity copy, KnownIdentity original) {
    return copy.tokens().isEmpty() || original.tokens().isEmpty();
  }

  private void tokens(
      KnownIdentity copy, int originalIndex, List<Observation> seen, Set<String> undecided) {
    KnownIdentity original = all.get(originalIndex);
    if (tokensAreUnknown(copy, original)) {
      undecided.add(FindingCode.STATIC_TOKENS_VALID_IN_BOTH.label());
      return;
    }
    Set<String> shared = new HashSet<>(copy.tokens().orElseThrow());
    shared.retainAll(original.tokens().orElseThrow());
    shared.removeIf(token -> !Integer.valueOf(originalIndex).equals(firstTokens.get(token)));
    if (!shared.isEmpty()) {
      seen.add(
          observation(
              copy,
              original,
              FindingCode.STATIC_TOKENS_VALID_IN_BOTH,
              "%d static %s valid in both %s: a token for %s also gives access to %s; replace %s in %s"
                  .formatted(
                      shared.size(),
                      shared.size() == 1 ? "token is" : "tokens are",
                      names(copy, original),
                      copy.id(),
                      original.id(),
                      shared.size() == 1 ? "it" : "them",
                      copy.id())));
    }
  }

  /** Only of environments that are compared, and where both have files. */
  private void storages(
      KnownIdentity copy, KnownIdentity original, List<Observation> seen, Set<String> undecided) {
    if (!compared.getOrDefault(copy.id(), Set.of()).contains(original.id())) {
      return;
    }
    Optional<SortedSet<String>> ofCopy = copy.identity().flatMap(Identity::storages);
    Optional<SortedSet<String>> ofOriginal = original.identity().flatMap(Identity::storages);
    if (ofCopy.isEmpty() || ofOriginal.isEmpty()) {
      undecided.add(FindingCode.STORAGE_LOCATIONS_DIFFER.label());
    } else if (!ofCopy.get().isEmpty()
        && !ofOriginal.get().isEmpty()
        && !ofCopy.equals(ofOriginal)) {
      seen.add(
          observation(
              copy,
              original,
              FindingCode.STORAGE_LOCATIONS_DIFFER,
              "files of %s are in the storage locations %s, but files of %s are in %s"
                  .formatted(
                      copy.id(), names(ofCopy.get()), original.id(), names(ofOriginal.get()))));
    }
  }

  private static Observation sameDatabase(KnownIdentity copy, KnownIdentity original) {
    return observation(
        copy,
        original,
        FindingCode.SAME_DATABASE,
        names(copy, original)
            + " are configured with the same schema of the same database, so they"
            + " cannot be compared; correct database.url or database.schema of one of"
            + " them");
  }

  private static String names(KnownIdentity copy, KnownIdentity original) {
    return copy.id() + " and " + original.id();
  }

  private static String names(SortedSet<String> names) {
    return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }

  private static Observation observation(
      KnownIdentity copy, KnownIdentity original, FindingCode code, String message) {
    EnvironmentId id = copy.id();
    return new Observation(
        new Scope.OfPair(id, original.id()),
        id,
        FindingKind.IDENTITY,
        code.label(),
        code.severity(),
        original.id().name(),
        "",
        message);
  }
}
