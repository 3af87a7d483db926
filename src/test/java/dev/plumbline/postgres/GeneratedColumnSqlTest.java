package dev.plumbline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.drift.Drift;
import dev.plumbline.drift.Side;
import dev.plumbline.drift.differ.Differ;
import dev.plumbline.environment.Versions;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.payload.DirectusTwin;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.PlannedItem;
import dev.plumbline.payload.PlannedItems;
import dev.plumbline.plan.select.Chooser;
import dev.plumbline.plan.select.Selection;
import dev.plumbline.plan.select.Unreachable;
import dev.plumbline.snapshot.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Directus makes a generated column a plain one; the SQL of a plan makes it that of the source. */
class GeneratedColumnSqlTest {
  private static final String DIRECTUS = "12.4.0";
  private static final String FIELD =
      "INSERT INTO directus_fields (collection, field) VALUES ('pages', 'g')";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "none                                               | integer GENERATED ALWAYS AS (id * 2) STORED",
        "integer                                            | integer GENERATED ALWAYS AS (id * 2) STORED",
        "integer GENERATED ALWAYS AS (id * 3) STORED        | integer GENERATED ALWAYS AS (id * 2) STORED",
        "varchar(9) GENERATED ALWAYS AS (upper(title)) STORED | varchar(9)"
      })
  void runOnTheTargetItMakesTheColumnThatOfTheSource(@Nullable String target, String source) {
    try (TestDatabase ours = TestDatabase.create(Laboratory.shared().postgres());
        TestDatabase theirs = TestDatabase.create(Laboratory.shared().postgres())) {
      add(ours, source);
      if (target != null) {
        add(theirs, target);
      }
      Side from = side(ours);
      Side to = side(theirs);
      SortedMap<ItemKey, PlannedItem> planned =
          PlannedItems.between(from.snapshot(), to.snapshot());

      List<Unreachable> stays =
          Chooser.choose(
                  planned,
                  DirectusTwin.diff(planned),
                  Drift.of(Differ.diff(from, to), List.of(), Instant.EPOCH),
                  List.of(),
                  Selection.ALL,
                  to.snapshot(),
                  DIRECTUS)
              .unreachable();
      assertThat(stays).singleElement().extracting(Unreachable::subject).isEqualTo("pages.g");
      stays.getFirst().sql().ifPresent(theirs::run);
      if (target == null) {
        // The SQL makes the column; that it is a field is said in Directus.
        theirs.run(FIELD);
      }

      assertThat(column(side(theirs))).isPresent().isEqualTo(column(from));
    }
  }

  private static void add(TestDatabase database, String column) {
    database.run("ALTER TABLE pages ADD g " + column);
    database.run(FIELD);
  }

  private static Optional<JsonObject> column(Side side) {
    return side.snapshot().fields().stream()
        .filter(field -> field.collection().equals("pages") && field.field().equals("g"))
        .flatMap(field -> field.schema().stream())
        .findFirst();
  }

  private static Side side(TestDatabase database) {
    var read = database.watching().read();
    Snapshot snapshot = read.snapshot();
    return new Side(
        snapshot,
        new Versions(Optional.of(DIRECTUS), Optional.of(read.postgres()), read.migrations()));
  }
}
