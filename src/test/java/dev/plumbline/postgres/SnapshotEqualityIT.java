package dev.plumbline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.mismatch.KnownDefault;
import dev.plumbline.mismatch.KnownDefault.Outcome;
import dev.plumbline.model.system.SystemFields;
import dev.plumbline.model.system.SystemTables;
import dev.plumbline.snapshot.SnapshotJson;
import dev.plumbline.watch.source.WatchedDatabase.DatabaseReading;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The snapshot from the database is, value by value, the one that real Directus gives. After each
 * mutation of the catalogue it is, too: a poll reads both, and {@code MutationCatalogue} would find
 * that they differ, or, if the fingerprint stayed the same, nothing at all.
 */
class SnapshotEqualityIT {
  private static final Map<DirectusVersion, LabEnvironment> ENVIRONMENTS =
      new EnumMap<>(DirectusVersion.class);

  @BeforeAll
  static void start() {
    for (DirectusVersion version : DirectusVersion.values()) {
      ENVIRONMENTS.put(version, Laboratory.shared().environment(version, Template.MODEL));
    }
  }

  @AfterAll
  static void stop() {
    ENVIRONMENTS.values().forEach(LabEnvironment::close);
  }

  @ParameterizedTest
  @EnumSource
  void freshlyBootstrappedDirectusIsEqual(DirectusVersion version) {
    try (LabEnvironment environment =
        Laboratory.shared().environment(version, Template.BOOTSTRAPPED)) {
      assertEqual(environment);
    }
  }

  @ParameterizedTest
  @EnumSource
  void modelIsEqual(DirectusVersion version) {
    assertEqual(environment(version));
  }

  @ParameterizedTest
  @EnumSource
  void defaultsBecomeWhatIsKnown(DirectusVersion version) {
    Map<Boolean, List<KnownDefault>> known =
        KnownDefault.all().stream()
            .collect(Collectors.partitioningBy(one -> one.outcome() == Outcome.REFUSED));
    AppliedDefaults applied = new AppliedDefaults(environment(version));

    for (List<KnownDefault> defaults : known.values()) {
      List<String> results = applied.of(defaults);

      assertThat(results).hasSameSizeAs(defaults);
      for (int i = 0; i < results.size(); i++) {
        KnownDefault one = defaults.get(i);
        assertThat(results.get(i))
            .as(one.type() + " " + one.sql())
            .isEqualTo(one.outcome() == Outcome.REFUSED ? "refused" : one.result());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void fieldsOfSystemTablesAreThoseOfTheVersion(DirectusVersion version) {
    Map<String, Set<String>> system = new TreeMap<>();
    JsonArray fields = (JsonArray) environment(version).directus().get("/fields");
    for (JsonValue item : fields.items()) {
      JsonObject field = (JsonObject) item;
      String table = field.get("collection").textOr("");
      // A column without metadata is one that Directus hides even from its own list.
      boolean isOwn =
          !(field.get("meta") instanceof JsonObject meta)
              || meta.get("system").equals(JsonValue.of(true));
      if (table.startsWith(SystemTables.PREFIX) && isOwn) {
        system.computeIfAbsent(table, name -> new TreeSet<>()).add(field.get("field").textOr(""));
      }
    }

    assertThat(SystemFields.ofVersion(version.number()).all())
        .containsExactlyInAnyOrderEntriesOf(system);
  }

  private static void assertEqual(LabEnvironment environment) {
    environment.directus().clearCache();
    JsonObject reported = environment.directus().snapshot();

    DatabaseReading reading = watching(environment).read();

    JsonObject rebuilt = SnapshotJson.of(reading.snapshot(), environment.version().number());
    // First by parts, so that a difference can be read.
    for (String key : reported.members().keySet()) {
      assertThat(lines(rebuilt.get(key))).as(key).isEqualTo(lines(reported.get(key)));
    }
    assertThat(rebuilt).isEqualTo(reported);
  }

  private static List<String> lines(JsonValue value) {
    return value instanceof JsonArray(List<JsonValue> items)
        ? items.stream().map(CanonicalJson::write).toList()
        : List.of(CanonicalJson.write(value));
  }

  private static Watching watching(LabEnvironment environment) {
    return Watching.of(
        environment.jdbcUrl(), environment.readerUsername(), environment.readerPassword());
  }

  private static LabEnvironment environment(DirectusVersion version) {
    return Objects.requireNonNull(ENVIRONMENTS.get(version));
  }
}
