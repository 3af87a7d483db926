package dev.plumbline.hazard.rules.access;

import dev.plumbline.drift.words.Words;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.hazard.HazardRule;
import dev.plumbline.hazard.RowQuestion.MatchingRows;
import dev.plumbline.hazard.RowQuestion.TableRows;
import dev.plumbline.hazard.Suspicion.Countable;
import dev.plumbline.hazard.SuspicionCollector;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonBoolean;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.payload.PlannedItem.Alter;
import dev.plumbline.payload.Section;
import java.util.List;
import java.util.Optional;

/** Metadata of a collection that decides which of its items are shown, kept and recorded. */
public final class CollectionBehaviour implements HazardRule {
  private static final String ARCHIVE_FIELD = "archive_field";
  private static final String ARCHIVE_VALUE = "archive_value";

  @Override
  public void apply(HazardInputs inputs, SuspicionCollector collector) {
    inputs
        .altered(Section.COLLECTIONS)
        .filter(alter -> alter.before().has("schema"))
        .forEach(
            alter -> {
              singleton(alter, collector);
              archive(alter, collector);
              versioning(alter, collector);
              accountability(alter, collector);
            });
  }

  private static String name(Alter alter) {
    return alter.key().collection();
  }

  private static JsonObject before(Alter alter) {
    return alter.before().object("meta");
  }

  private static JsonObject after(Alter alter) {
    return HazardInputs.result(alter).object("meta");
  }

  private static boolean isOn(JsonObject meta, String key) {
    return meta.get(key).equals(JsonBoolean.TRUE);
  }

  private static void singleton(Alter alter, SuspicionCollector collector) {
    boolean was = isOn(before(alter), "singleton");
    boolean is = isOn(after(alter), "singleton");
    if (is && !was) {
      collector.grade(
          new Countable(
              HazardCode.SINGLETON_CHANGED,
              name(alter),
              List.of(new TableRows(name(alter))),
              amounts ->
                  amounts.number(0, 0) > 1
                      ? Optional.of(HazardCode.SINGLETON_CHANGED.gravest())
                      : Optional.empty(),
              HazardCode.SINGLETON_CHANGED.gravest(),
              amounts ->
                  "%s becomes a singleton: Directus shows one of its %s, and its API answers an object, not a list"
                      .formatted(Words.name(name(alter)), amounts.of(0, "row")),
              Optional.empty(),
              false));
    } else if (was && !is) {
      collector.state(
          HazardCode.SINGLETON_CHANGED,
          name(alter),
          "%s is no longer a singleton: its API answers a list, not an object, and all of its rows are shown"
              .formatted(Words.name(name(alter))));
    }
  }

  /** An archived item is one that has this value in this field. */
  private static void archive(Alter alter, SuspicionCollector collector) {
    String field = before(alter).get(ARCHIVE_FIELD).textOr("");
    JsonValue value = before(alter).get(ARCHIVE_VALUE);
    boolean isSame =
        after(alter).get(ARCHIVE_FIELD).equals(before(alter).get(ARCHIVE_FIELD))
            && after(alter).get(ARCHIVE_VALUE).equals(value);
    boolean isShown =
        isOn(before(alter), "archive_app_filter") && !isOn(after(alter), "archive_app_filter");
    if (!field.isEmpty() && !value.isNull() && (!isSame || isShown)) {
      collector.ask(
          HazardCode.ARCHIVE_REMOVED,
          name(alter),
          new MatchingRows(name(alter), field, List.of(Words.plain(value))),
          amounts ->
              "%s of %s would be shown with all others, because %s"
                  .formatted(
                      amounts.of(0, "archived item"),
                      Words.name(name(alter)),
                      isSame
                          ? "the app no longer hides archived items"
                          : "%s = %s no longer means archived"
                              .formatted(Words.name(field), Words.value(value))),
          Optional.of("leave the archive settings of the collection out of the plan"));
    }
  }

  private static void versioning(Alter alter, SuspicionCollector collector) {
    if (isOn(before(alter), "versioning") && !isOn(after(alter), "versioning")) {
      collector.ask(
          HazardCode.VERSIONING_OFF,
          name(alter),
          new MatchingRows("directus_versions", "collection", List.of(name(alter))),
          amounts ->
              "content versioning of %s is switched off: %s can no longer be opened or promoted"
                  .formatted(Words.name(name(alter)), amounts.of(0, "version")),
          Optional.of("promote or delete the versions first"));
    }
  }

  /** {@code all}, {@code activity} or null, from more to less. */
  private static void accountability(Alter alter, SuspicionCollector collector) {
    JsonValue was = before(alter).get("accountability");
    JsonValue is = after(alter).get("accountability");
    if (rank(is) < rank(was)) {
      collector.state(
          HazardCode.ACCOUNTABILITY_REDUCED,
          name(alter),
          "accountability of %s goes from %s to %s: Directus records less of who changes its items, and keeps fewer revisions"
              .formatted(Words.name(name(alter)), Words.value(was), Words.value(is)));
    }
  }

  private static int rank(JsonValue value) {
    return switch (value.textOr("")) {
      case "all" -> 2;
      case "activity" -> 1;
      default -> 0;
    };
  }
}
