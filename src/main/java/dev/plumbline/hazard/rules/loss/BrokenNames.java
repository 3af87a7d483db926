package dev.plumbline.hazard.rules.loss;

import dev.plumbline.drift.words.Words;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.hazard.HazardRule;
import dev.plumbline.hazard.RowQuestion;
import dev.plumbline.hazard.RowQuestion.JsonNamingRows;
import dev.plumbline.hazard.RowQuestion.NamingRows;
import dev.plumbline.hazard.SuspicionCollector;
import dev.plumbline.model.ContentModel;
import dev.plumbline.path.FieldGraph;
import dev.plumbline.path.MissingName;
import dev.plumbline.path.MissingName.MissingCollection;
import dev.plumbline.path.MissingName.MissingField;
import dev.plumbline.path.reference.RowReferences;
import dev.plumbline.payload.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Names of a field outlive the field (field report F01): Directus leaves them in templates,
 * presets, panels, operations and permissions, and answers 403 from then on wherever they are used.
 */
public final class BrokenNames implements HazardRule {
  @Override
  public void apply(HazardInputs inputs, SuspicionCollector collector) {
    if (fields(inputs).findAny().isEmpty()
        && inputs.dropped(Section.COLLECTIONS).findAny().isEmpty()) {
      return;
    }
    inputs
        .targetModel()
        .ifPresent(
            model -> {
              FieldGraph after = GraphAfter.of(model, inputs);
              NamesInMetadata metadata = new NamesInMetadata(model, after, inputs);
              fields(inputs)
                  .forEach(field -> field(field, model, after, metadata.of(field), collector));
              inputs
                  .dropped(Section.COLLECTIONS)
                  .forEach(
                      drop ->
                          collection(
                              new MissingCollection(drop.key().collection()),
                              model,
                              after,
                              metadata.of(new MissingCollection(drop.key().collection())),
                              collector));
            });
  }

  /** Those that are no longer there afterwards. */
  private static Stream<MissingField> fields(HazardInputs inputs) {
    return inputs
        .dropped(Section.FIELDS)
        .map(drop -> new MissingField(drop.key().collection(), drop.key().field()));
  }

  private static void field(
      MissingField name,
      ContentModel model,
      FieldGraph after,
      List<String> inMetadata,
      SuspicionCollector collector) {
    report(name, questions(name, model, after), inMetadata, collector);
  }

  private static void collection(
      MissingCollection name,
      ContentModel model,
      FieldGraph after,
      List<String> inMetadata,
      SuspicionCollector collector) {
    List<RowQuestion> questions = new ArrayList<>(questions(name, model, after));
    add(questions, model, "directus_panels", "collection", name);
    add(questions, model, "directus_operations", "collection", name);
    add(questions, model, "directus_flows", "collections", name);
    report(name, questions, inMetadata, collector);
  }

  private static void add(
      List<RowQuestion> questions,
      ContentModel model,
      String table,
      String member,
      MissingCollection name) {
    if (model.column(table, "options").isPresent()) {
      questions.add(new JsonNamingRows(table, "options", member, name.collection()));
    }
  }

  private static List<RowQuestion> questions(
      MissingName name, ContentModel model, FieldGraph after) {
    return Arrays.stream(RowReferences.values())
        .filter(references -> model.table(references.table()).isPresent())
        .<RowQuestion>map(references -> new NamingRows(references, name, after))
        .toList();
  }

  private static void report(
      MissingName name,
      List<RowQuestion> questions,
      List<String> inMetadata,
      SuspicionCollector collector) {
    if (!inMetadata.isEmpty()) {
      collector.state(
          HazardCode.BREAKS_NAMES,
          name.text(),
          "after the plan %s does not exist, but %s still %s it"
              .formatted(
                  Words.name(name.text()),
                  Words.list(inMetadata),
                  inMetadata.size() == 1 ? "names" : "name"),
          "change them in the source, so that the plan carries the change");
    }
    if (!questions.isEmpty()) {
      collector.ask(
          HazardCode.BREAKS_NAMES,
          HazardCode.BREAKS_NAMES.gravest(),
          name.text(),
          questions,
          amounts -> {
            List<String> parts = new ArrayList<>();
            for (int i = 0; i < questions.size(); i++) {
              if (!amounts.isNone(i)) {
                parts.add(amounts.of(i, "row") + " of `" + questions.get(i).table() + "`");
              }
            }
            return "after the plan %s does not exist, but its name is still in %s"
                .formatted(Words.name(name.text()), String.join(", ", parts));
          },
          Optional.of("change them in the target before or after the plan"));
    }
  }
}
