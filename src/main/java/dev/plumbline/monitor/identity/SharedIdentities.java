package dev.plumbline.monitor.identity;

import dev.plumbline.drift.Comparison;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.finding.Observation;
import dev.plumbline.finding.Scope;
import dev.plumbline.finding.observation.FindingCode;
import dev.plumbline.store.state.Identity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which environments are copies of one another, or one and the same. Of more than two copies each
 * is reported against the original alone.
 */
public final class SharedIdentities {
  private final List<KnownIdentity> all;

  /** Of each environment the first before it that is the same database. */
  private final List<Optional<KnownIdentity>> twins;

  private final Set<Set<EnvironmentId>> compared = new HashSet<>();

  private SharedIdentities(List<KnownIdentity> all, Collection<Comparison> comparisons) {
    this.all = all;
    this.twins = IntStream.range(0, all.size()).mapToObj(index -> twin(all, index)).toList();
    comparisons.forEach(
        comparison -> compared.add(Set.of(comparison.source(), comparison.target())));
  }

  private static Optional<KnownIdentity> twin(List<KnownIdentity> all, int index) {
    KnownIdentity copy = all.get(index);
    return all.subList(0, index).stream()
        .filter(known -> areSame(copy.identity(), known.identity()).equals(Optional.of(true)))
        .findFirst();
  }

  static Map<Scope.OfPair, IdentityObservations> of(
      List<KnownIdentity> known, Collection<Comparison> comparisons) {
    List<KnownIdentity> all = known.stream().sorted(KnownIdentity.ORIGINALS_FIRST).toList();
    SharedIdentities pairs = new SharedIdentities(all, comparisons);
    Map<Scope.OfPair, IdentityObservations> seen = new LinkedHashMap<>();
    for (int copy = 1; copy < all.size(); copy++) {
      for (int original = 0; original < copy; original++) {
        seen.put(
            new Scope.OfPair(all.get(copy).id(), all.get(original).id()),
            pairs.pair(copy, original));
      }
    }
    return seen;
  }

  /** Whether two environments are the same database; empty if that is not known. */
  public static Optional<Boolean> areSame(Optional<Identity> one, Optional<Identity> other) {
    return one.flatMap(Identity::location)
        .flatMap(location -> other.flatMap(Identity::location).flatMap(location::isSameAs));
  }

  private IdentityObservations pair(int copyIndex, int originalIndex) {
    KnownIdentity copy = all.get(copyIndex);
    KnownIdentity original = all.get(originalIndex);
    List<KnownIdentity> earlier = all.subList(0, originalIndex);
    List<Observation> seen = new ArrayList<>();
    Set<String> undecided = new HashSet<>();
    Optional<KnownIdentity> twin = twins.get(copyIndex);
    if (twin.isPresent()) {
      // Whatever else is the same follows from that.
      return new IdentityObservations(
          twin.get().equals(original) ? List.of(sameDatabase(copy, original)) : List.of(),
          Set.of());
    }
    if (areSame(copy.identity(), original.identity()).isEmpty()) {
      undecided.add(FindingCode.SAME_DATABASE.label());
    }
    project(copy, original, earlier, seen, undecided);
    tokens(copy, original, earlier, seen, undecided);
    storages(copy, original, seen, undecided);
    return new IdentityObservations(seen, undecided);
  }

  private static void project(
      KnownIdentity copy,
      KnownIdentity original,
      List<KnownIdentity> earlier,
      List<Observation> seen,
      Set<String> undecided) {
    if (copy.project().isEmpty() || original.project().isEmpty()) {
      undecided.add(FindingCode.SAME_PROJECT.label());
    } else if (copy.project().equals(original.project())
        && earlier.stream().noneMatch(known -> known.project().equals(copy.project()))) {
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

  private static void tokens(
      KnownIdentity copy,
      KnownIdentity original,
      List<KnownIdentity> earlier,
      List<Observation> seen,
      Set<String> undecided) {
    if (tokensAreUnknown(copy, original)) {
      undecided.add(FindingCode.STATIC_TOKENS_VALID_IN_BOTH.label());
      return;
    }
    Set<String> shared = new HashSet<>(copy.tokens().orElseThrow());
    shared.retainAll(original.tokens().orElseThrow());
    earlier.forEach(known -> known.tokens().ifPresent(shared::removeAll));
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
    if (!compared.contains(Set.of(copy.id(), original.id()))) {
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
