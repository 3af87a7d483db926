package dev.plumbline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.drift.ScenariosTest;
import dev.plumbline.drift.Side;
import dev.plumbline.drift.TerseSide;
import dev.plumbline.drift.objects.ReservedSubjects;
import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.payload.DirectusTwin;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.PayloadMaker;
import dev.plumbline.payload.PlannedItem;
import dev.plumbline.payload.PlannedItems;
import dev.plumbline.payload.SameStory;
import dev.plumbline.payload.SchemaDiff;
import dev.plumbline.payload.SchemaDiffJson;
import dev.plumbline.payload.gate.PayloadGate;
import dev.plumbline.plan.select.Chooser;
import dev.plumbline.plan.select.Chosen;
import dev.plumbline.plan.select.Selection;
import dev.plumbline.plan.step.StepMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a plan of each story does: {@code out-plan.txt}, with {@code in-selection.json} where not
 * all of it is wanted. Whatever it is, it passes the gate. To accept what comes out now: {@code
 * -Dgolden=accept}.
 */
class PlanStoriesTest {
  private static final String DIRECTUS = "12.4.0";

  static List<String> stories() throws IOException {
    return ScenariosTest.stories();
  }

  @ParameterizedTest
  @MethodSource("stories")
  void planDoesWhatTheStorySays(String story) throws IOException {
    Path directory = ScenariosTest.STORIES.resolve(story);
    Side source = ReservedSubjects.leftOut(side(directory, "in-source.json"));
    Side target = ReservedSubjects.leftOut(side(directory, "in-target.json"));
    SortedMap<ItemKey, PlannedItem> planned =
        PlannedItems.between(source.snapshot(), target.snapshot());
    SchemaDiff diff = DirectusTwin.diff(planned);
    Chosen chosen =
        Chooser.choose(
            planned,
            diff,
            ScenariosTest.drift(directory),
            List.of(),
            selection(directory.resolve("in-selection.json")),
            target.snapshot(),
            DIRECTUS);
    JsonObject payload = SchemaDiffJson.write(PayloadMaker.make(diff, chosen.items()));

    assertThat(SameStory.disagreements(planned, diff, DIRECTUS)).isEmpty();
    assertThat(PayloadGate.refusals(payload, target.snapshot(), DIRECTUS)).isEmpty();
    String text = text(chosen);
    Path expected = directory.resolve("out-plan.txt");
    if ("accept".equals(System.getProperty("golden"))) {
      Files.writeString(expected, text);
    }
    assertThat(text).isEqualTo(Files.readString(expected));
  }

  private static String text(Chosen chosen) {
    StringBuilder text = new StringBuilder();
    StepMaker.steps(chosen.items()).forEach(step -> text.append(step.sentence()).append('\n'));
    chosen
        .additions()
        .forEach(
            one ->
                text.append("added: ")
                    .append(one.subject())
                    .append(", needed by ")
                    .append(one.because())
                    .append('\n'));
    chosen
        .unreachable()
        .forEach(
            one ->
                text.append("stays: ")
                    .append(one.what())
                    .append(". ")
                    .append(one.why())
                    .append('\n'));
    chosen.problems().forEach(one -> text.append("problem: ").append(one).append('\n'));
    return text.toString();
  }

  private static Side side(Path directory, String file) throws IOException {
    return TerseSide.read((JsonObject) JsonText.read(Files.readString(directory.resolve(file))));
  }

  private static Selection selection(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Selection.ALL;
    }
    JsonObject json = (JsonObject) JsonText.read(Files.readString(file));
    return new Selection(texts(json.get("include")), texts(json.get("exclude")));
  }

  private static List<String> texts(JsonValue list) {
    return list instanceof JsonArray(List<JsonValue> items)
        ? items.stream().map(item -> item.textOr("")).toList()
        : List.of();
  }
}
