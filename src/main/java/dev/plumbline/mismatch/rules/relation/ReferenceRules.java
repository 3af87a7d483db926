package dev.plumbline.mismatch.rules.relation;

import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.mismatch.MismatchCode;
import dev.plumbline.mismatch.MismatchCollector;
import dev.plumbline.model.ContentModel;
import dev.plumbline.path.FieldGraph;
import dev.plumbline.path.MissingName.MissingCollection;
import dev.plumbline.path.MissingName.MissingField;
import dev.plumbline.path.reference.BrokenReference;
import dev.plumbline.path.reference.MetadataReferences;
import dev.plumbline.path.reference.MetadataReferences.Purpose;
import dev.plumbline.snapshot.Snapshot;
import java.util.List;

/** Field paths in the metadata of collections and fields that name a missing field. */
public final class ReferenceRules {
  private final MetadataReferences references;
  private final MismatchCollector collector;

  private ReferenceRules(FieldGraph graph, MismatchCollector collector) {
    this.references = new MetadataReferences(graph);
    this.collector = collector;
  }

  public static void apply(ContentModel model, FieldGraph graph, MismatchCollector collector) {
    ReferenceRules rules = new ReferenceRules(graph, collector);
    for (Snapshot.Collection collection : model.snapshot().collections()) {
      if (model.status(collection.collection()).isUsed()
          && collection.meta() instanceof JsonObject meta) {
        rules.collection(collection.collection(), meta);
      }
    }
    for (Snapshot.Field field : model.snapshot().fields()) {
      if (model.status(field.collection()).isUsed() && field.meta() instanceof JsonObject meta) {
        rules.field(field, meta);
      }
    }
  }

  private void collection(String collection, JsonObject meta) {
    add(
        RelationMismatch.COLLECTION_TEMPLATE_FIELD_MISSING,
        collection,
        references.ofTemplate(collection, meta),
        "the display template of `%s` uses %s: requests that show items of `%s` by it"
            + " are refused (403), for administrators too",
        collection);
    add(
        RelationMismatch.COLLECTION_PREVIEW_FIELD_MISSING,
        collection,
        references.ofPreview(collection, meta),
        "the preview URL of `%s` uses %s: previews of `%s` open a wrong address",
        collection);
    add(
        RelationMismatch.COLLECTION_DUPLICATION_FIELD_MISSING,
        collection,
        references.ofDuplication(collection, meta),
        "the fields to copy when an item of `%s` is duplicated include %s: duplicating"
            + " items of `%s` fails or leaves it out",
        collection);
  }

  private void field(Snapshot.Field field, JsonObject meta) {
    String subject = field.collection() + "." + field.field();
    for (Purpose purpose : Purpose.values()) {
      List<BrokenReference> broken =
          references.ofField(purpose, field.collection(), field.field(), meta);
      switch (purpose) {
        case SHOWN ->
            add(
                RelationMismatch.FIELD_TEMPLATE_FIELD_MISSING,
                subject,
                broken,
                "the interface or display of field `%s` uses %s: lists and forms with"
                    + " `%s` request it and are refused (403), for administrators too, or"
                    + " show nothing",
                subject);
        case SELECTED ->
            add(
                RelationMismatch.FIELD_FILTER_FIELD_MISSING,
                subject,
                broken,
                "the filter of field `%s` uses %s: nobody can select an item for `%s`",
                subject);
        case CONDITION ->
            add(
                RelationMismatch.FIELD_CONDITION_FIELD_MISSING,
                subject,
                broken,
                "a condition of field `%s` uses %s: the condition on `%s` no longer works",
                subject);
        case VALIDATION ->
            add(
                RelationMismatch.FIELD_VALIDATION_FIELD_MISSING,
                subject,
                broken,
                "the validation of field `%s` uses %s: the validation of `%s` no longer works",
                subject);
      }
    }
  }

  private void add(
      MismatchCode code,
      String subject,
      List<BrokenReference> broken,
      String sentence,
      String affected) {
    for (BrokenReference reference : broken) {
      collector.add(
          code,
          subject,
          reference.where() + "." + reference.prefix(),
          sentence.formatted(subject, missing(reference), affected)
              + "; remove the name from `%s`, or restore the field".formatted(reference.where()));
    }
  }

  private static String missing(BrokenReference reference) {
    String written = "`" + reference.prefix() + "`";
    return switch (reference.name()) {
      case MissingField(String collection, String field) ->
          "%s, but `%s` has no field `%s`".formatted(written, collection, field);
      case MissingCollection(String collection) ->
          "%s, but there is no collection `%s`".formatted(written, collection);
    };
  }
}
