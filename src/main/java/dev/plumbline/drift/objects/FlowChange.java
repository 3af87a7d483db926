package dev.plumbline.drift.objects;

import dev.plumbline.drift.objects.InventoryMatcher.Pair;
import dev.plumbline.drift.words.Words;
import dev.plumbline.inventory.ObjectKind;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What differs between two flows of one name, in keys of operations: their ids say nothing. */
final class FlowChange {
  private static final String LINKS = "links";
  private static final String WEBHOOK = "webhook";

  private FlowChange() {}

  /**
   * Which flows there are, and what triggers them, is content: only flows that both sides have must
   * work alike, and only webhooks of both must have one URL.
   *
   * @return the pair as it is compared; empty if there is nothing to compare
   */
  static Stream<Pair> compared(Pair pair) {
    if (pair.id().kind() != ObjectKind.FLOW) {
      return Stream.of(pair);
    }
    if (pair.source().isEmpty() || pair.target().isEmpty()) {
      return Stream.empty();
    }
    JsonObject source = pair.source().get();
    JsonObject target = pair.target().get();
    if (source.has(WEBHOOK) != target.has(WEBHOOK)) {
      source = source.without(WEBHOOK);
      target = target.without(WEBHOOK);
    }
    return source.equals(target)
        ? Stream.empty()
        : Stream.of(new Pair(pair.id(), Optional.of(target), Optional.of(source)));
  }

  /** Such as {@code after `a` comes `c` in the source, `b` in the target}. */
  static String sentence(JsonObject before, JsonObject after) {
    List<String> clauses = new ArrayList<>();
    if (differs(WEBHOOK, before, after)) {
      clauses.add(
          "its webhook URL is /flows/trigger/"
              + after.get(WEBHOOK).textOr("")
              + " in the source, /flows/trigger/"
              + before.get(WEBHOOK).textOr("")
              + " in the target, so a caller of one cannot call the other");
    }
    if (differs("first", before, after)) {
      clauses.add("it starts with " + sides("first", before, after));
    }
    JsonObject linksBefore = before.object(LINKS);
    JsonObject linksAfter = after.object(LINKS);
    SortedSet<String> keys = new TreeSet<>(linksBefore.members().keySet());
    keys.addAll(linksAfter.members().keySet());
    for (String key : keys) {
      JsonObject one = linksBefore.object(key);
      JsonObject other = linksAfter.object(key);
      if (differs("resolve", one, other)) {
        clauses.add(
            "after " + Words.name(key) + " the next operation is " + sides("resolve", one, other));
      }
      if (differs("reject", one, other)) {
        clauses.add("if " + Words.name(key) + " fails, next is " + sides("reject", one, other));
      }
    }
    return String.join("; ", clauses);
  }

  private static boolean differs(String member, JsonObject before, JsonObject after) {
    return !before.get(member).equals(after.get(member));
  }

  private static String sides(String member, JsonObject before, JsonObject after) {
    return operation(after.get(member))
        + " in the source, "
        + operation(before.get(member))
        + " in the target";
  }

  private static String operation(JsonValue key) {
    return key.isNull() ? "nothing" : Words.name(key.textOr(""));
  }
}
