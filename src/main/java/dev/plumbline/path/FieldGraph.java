package dev.plumbline.path;

import dev.plumbline.path.Relationship.Any;
import dev.plumbline.path.Relationship.Many;
import dev.plumbline.path.Relationship.One;
import dev.plumbline.path.Relationship.Unclear;
import dev.plumbline.snapshot.Fingerprint;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which collections there are, which fields they have and where relations lead: all that decides
 * about a field path.
 */
public final class FieldGraph {
  private final SortedSet<String> names;
  private final SortedMap<String, SortedSet<String>> fields;
  private final SortedMap<String, SortedSet<String>> reported;
  private final Set<String> complete;
  private final SortedMap<String, SortedMap<String, Relationship>> relations;
  private final String fingerprint;

  /**
   * @param names of everything that a collection may be named after
   * @param fields of each collection
   * @param reported fields that are metadata without a column, which is a mismatch of its own
   * @param complete collections of which all fields are known
   * @param relations by collection and field
   */
  FieldGraph(
      SortedSet<String> names,
      SortedMap<String, SortedSet<String>> fields,
      SortedMap<String, SortedSet<String>> reported,
      Set<String> complete,
      SortedMap<String, SortedMap<String, Relationship>> relations) {
    this.names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
    this.fields = new TreeMap<>(fields);
    this.reported = new TreeMap<>(reported);
    this.complete = new TreeSet<>(complete);
    this.relations = new TreeMap<>(relations);
    this.fingerprint = fingerprint(this);
  }

  /** Whether anything has this name that a collection may have. */
  public boolean exists(String collection) {
    return names.contains(collection);
  }

  public boolean has(String collection, String field) {
    return of(fields, collection).contains(field);
  }

  /** Whether a name that the collection does not have is certainly missing, and not reported. */
  boolean isMissing(String collection, String field) {
    return complete.contains(collection)
        && !has(collection, field)
        && !of(reported, collection).contains(field);
  }

  /** Empty for a field that leads nowhere. */
  public Optional<Relationship> relation(String collection, String field) {
    return Optional.ofNullable(
        relations.getOrDefault(collection, Collections.emptySortedMap()).get(field));
  }

  /** The collection on the other side of a relation; of a many-to-many its junction. */
  public Optional<String> related(String collection, String field) {
    return relation(collection, field).flatMap(FieldGraph::target);
  }

  /** As {@link #related}, but of a many-to-many the collection behind the junction. */
  public Optional<String> far(String collection, String field) {
    Optional<Relationship> relation = relation(collection, field);
    return relation.isPresent()
            && relation.get() instanceof Many(String junction, Optional<String> on)
            && on.isPresent()
        ? related(junction, on.get())
        : relation.flatMap(FieldGraph::target);
  }

  private static Optional<String> target(Relationship relation) {
    return switch (relation) {
      case One one -> Optional.of(one.collection());
      case Many many -> Optional.of(many.collection());
      case Any ignored -> Optional.empty();
      case Unclear ignored -> Optional.empty();
    };
  }

  /** Another one, another answer about some path. */
  public String fingerprint() {
    return fingerprint;
  }

  private static SortedSet<String> of(Map<String, SortedSet<String>> names, String collection) {
    return names.getOrDefault(collection, Collections.emptySortedSet());
  }

  private static String fingerprint(FieldGraph graph) {
    StringBuilder text = new StringBuilder();
    graph.names.forEach(name -> append(text, "n", name));
    graph.fields.forEach((name, of) -> of.forEach(field -> append(text, "f", name, field)));
    graph.reported.forEach((name, of) -> of.forEach(field -> append(text, "r", name, field)));
    graph.complete.forEach(name -> append(text, "c", name));
    graph.relations.forEach(
        (name, of) ->
            of.forEach((field, to) -> append(text, "e", name, field, String.valueOf(to))));
    return Fingerprint.sha256(text.toString());
  }

  private static void append(StringBuilder text, String... parts) {
    for (String part : parts) {
      text.append(part.length()).append(':').append(part);
    }
  }
}
