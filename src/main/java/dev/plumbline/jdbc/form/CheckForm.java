package dev.plumbline.jdbc.form;

import static dev.plumbline.jdbc.form.text.StoredObject.array;

import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.Outcome;
import dev.plumbline.integrity.Tally;
import dev.plumbline.integrity.compile.CheckCodes;
import dev.plumbline.jdbc.form.text.StoredFormException;
import dev.plumbline.jdbc.form.text.StoredObject;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.reading.Reason;
import dev.plumbline.store.ScanStore.Place;
import dev.plumbline.store.state.CheckStatus.TableState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** What is known of checks, and where a scan is among them. */
public final class CheckForm {
  private static final int FORM = 1;

  private CheckForm() {}

  public static String outcome(Outcome outcome) {
    JsonObject json = StoredObject.form(FORM).with("state", JsonValue.of(outcome.label()));
    return CanonicalJson.write(
        switch (outcome) {
          case Outcome.Clean ignored -> json;
          case Outcome.Violated(long count, List<List<String>> samples, String sql) ->
              json.with("count", JsonValue.of((double) count))
                  .with("samples", samples(samples))
                  .with("sql", JsonValue.of(sql));
          case Outcome.Unknown(Reason reason, String detail) ->
              json.with("reason", JsonValue.of(reason.label()))
                  .with("detail", JsonValue.of(detail));
        });
  }

  /**
   * @param where what it is, for messages
   * @throws StoredFormException naming the place that cannot be read
   */
  public static Outcome outcome(String text, String where) {
    StoredObject json = StoredObject.root(text, where, FORM);
    String state = json.text("state");
    return switch (state) {
      case "clean" -> new Outcome.Clean();
      case "violated" -> new Outcome.Violated(json.count("count"), samples(json), json.text("sql"));
      case "unknown" ->
          new Outcome.Unknown(
              json.label("reason", Reason.values(), Reason::label), json.text("detail"));
      default -> throw json.unknown("state", state);
    };
  }

  public static String basis(Map<String, TableState> basis) {
    return CanonicalJson.write(StoredObject.form(FORM).with("tables", tables(basis)));
  }

  /**
   * @param where what it is, for messages
   * @throws StoredFormException naming the place that cannot be read
   */
  public static SortedMap<String, TableState> basis(String text, String where) {
    return tables(StoredObject.root(text, where, FORM).object("tables"));
  }

  public static String place(Place place) {
    List<JsonObject> checks = new ArrayList<>();
    for (CheckId id : place.checks()) {
      JsonObject json =
          JsonObject.EMPTY
              .with("code", JsonValue.of(id.code().label()))
              .with("collection", JsonValue.of(id.collection()))
              .with("field", StoredObject.optional(id.field()))
              .with("detail", JsonValue.of(id.detail()));
      Tally tally = place.tallies().get(id);
      checks.add(
          tally == null
              ? json
              : json.with("count", JsonValue.of((double) tally.count()))
                  .with("samples", samples(tally.samples()))
                  .with("reasons", array(tally.reasons().stream().map(JsonValue::of).toList())));
    }
    return CanonicalJson.write(
        StoredObject.form(FORM)
            .with("scan", JsonValue.of(place.scan().toString()))
            .with("checks", array(checks))
            .with("definition", JsonValue.of(place.definition()))
            .with("position", StoredObject.optional(place.position()))
            .with("tables", tables(place.basis())));
  }

  /**
   * @param where what it is, for messages
   * @throws StoredFormException naming the place that cannot be read
   */
  public static Place place(String text, String where) {
    StoredObject json = StoredObject.root(text, where, FORM);
    List<CheckId> checks = new ArrayList<>();
    Map<CheckId, Tally> tallies = new HashMap<>();
    for (StoredObject check : json.list("checks", one -> one)) {
      CheckId id =
          new CheckId(
              check.label("code", CheckCodes.values(), CheckCode::label),
              check.text("collection"),
              check.optional("field"),
              check.text("detail"));
      checks.add(id);
      if (check.json().has("count")) {
        tallies.put(id, new Tally(check.count("count"), samples(check), reasons(check)));
      }
    }
    return new Place(
        scan(json),
        checks,
        json.text("definition"),
        json.optional("position"),
        tallies,
        tables(json.object("tables")));
  }

  private static UUID scan(StoredObject json) {
    try {
      return UUID.fromString(json.text("scan"));
    } catch (IllegalArgumentException e) {
      throw new StoredFormException(json.where() + ".scan is not a UUID", e);
    }
  }

  private static JsonValue samples(List<List<String>> samples) {
    return array(
        samples.stream().map(key -> array(key.stream().map(JsonValue::of).toList())).toList());
  }

  private static List<List<String>> samples(StoredObject json) {
    return json.textLists("samples");
  }

  /** Not among what earlier versions wrote. */
  private static SortedSet<String> reasons(StoredObject check) {
    return check.json().has("reasons") ? new TreeSet<>(check.texts("reasons")) : new TreeSet<>();
  }

  private static JsonObject tables(Map<String, TableState> states) {
    Map<String, JsonValue> tables = new TreeMap<>();
    states.forEach((table, state) -> tables.put(table, JsonValue.of(state.text())));
    return JsonValue.object(tables);
  }

  private static SortedMap<String, TableState> tables(StoredObject json) {
    SortedMap<String, TableState> states = new TreeMap<>();
    json.json().members().keySet().forEach(t -> states.put(t, new TableState(json.text(t))));
    return states;
  }
}
