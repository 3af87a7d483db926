package dev.plumbline.hazard.rules.loss;

import dev.plumbline.drift.words.Words;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.model.ContentModel;
import dev.plumbline.path.FieldGraph;
import dev.plumbline.path.MissingName;
import dev.plumbline.path.reference.BrokenReference;
import dev.plumbline.path.reference.MetadataReferences;
import dev.plumbline.path.reference.MetadataReferences.Purpose;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.PlannedItem;
import dev.plumbline.payload.PlannedItem.Alter;
import dev.plumbline.payload.PlannedItem.Drop;
import dev.plumbline.payload.PlannedItem.Recreate;
import dev.plumbline.snapshot.Snapshot.Collection;
import dev.plumbline.snapshot.Snapshot.Field;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Who names what is missing after a plan, in the metadata as it is then. */
final class NamesInMetadata {
  private static final String META = "meta";

  private final Map<MissingName, SortedSet<String>> named = new HashMap<>();

  NamesInMetadata(ContentModel model, FieldGraph after, HazardInputs inputs) {
    MetadataReferences references = new MetadataReferences(after);
    for (Collection collection : model.snapshot().collections()) {
      String name = collection.collection();
      JsonObject meta = meta(ItemKey.ofCollection(name), collection.meta(), inputs);
      if (!inputs.drops(name)) {
        add(Words.name(name), references.ofTemplate(name, meta));
        add(Words.name(name), references.ofPreview(name, meta));
        add(Words.name(name), references.ofDuplication(name, meta));
      }
    }
    for (Field field : model.snapshot().fields()) {
      ItemKey key = ItemKey.ofField(field.collection(), field.field());
      if (!inputs.drops(field.collection()) && !(inputs.items().get(key) instanceof Drop)) {
        JsonObject meta = meta(key, field.meta(), inputs);
        Arrays.stream(Purpose.values())
            .forEach(
                purpose ->
                    add(
                        Words.name(key.text()),
                        references.ofField(purpose, field.collection(), field.field(), meta)));
      }
    }
  }

  private static JsonObject meta(ItemKey key, JsonValue before, HazardInputs inputs) {
    PlannedItem item = inputs.items().get(key);
    if (item instanceof Alter alter) {
      return HazardInputs.result(alter).object(META);
    }
    if (item instanceof Recreate recreate) {
      return recreate.after().object(META);
    }
    return before instanceof JsonObject meta ? meta : JsonObject.EMPTY;
  }

  private void add(String who, List<BrokenReference> broken) {
    broken.forEach(
        reference -> named.computeIfAbsent(reference.name(), name -> new TreeSet<>()).add(who));
  }

  /** Quoted names of collections and fields, sorted. */
  List<String> of(MissingName name) {
    return List.copyOf(named.getOrDefault(name, new TreeSet<>()));
  }
}
