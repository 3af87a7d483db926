package dev.plumbline.jdbc.run;

import static dev.plumbline.jdbc.table.PollTable.labelled;

import dev.plumbline.jackson.JsonTextException;
import dev.plumbline.jackson.form.RecordJson;
import dev.plumbline.jdbc.form.text.Compressed;
import dev.plumbline.jdbc.form.text.StoredFormException;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.Section;
import dev.plumbline.run.rollback.Footprint;
import dev.plumbline.run.rollback.RollbackScope;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** What a run changed, as gzip of JSON. */
final class FootprintForm {
  private static final int FORM = 1;

  private FootprintForm() {}

  record Document(
      int form,
      SortedSet<String> tables,
      List<StoredItem> items,
      SortedSet<String> droppedCollections,
      SortedMap<String, SortedSet<String>> droppedFields,
      SortedMap<String, String> left) {}

  /**
   * @param section as Directus calls it in a diff
   */
  record StoredItem(String section, String collection, String field) {}

  static byte[] write(Footprint footprint) {
    RollbackScope scope = footprint.scope();
    return Compressed.write(
        RecordJson.write(
            new Document(
                FORM,
                scope.tables(),
                scope.items().stream()
                    .map(key -> new StoredItem(key.section().key(), key.collection(), key.field()))
                    .toList(),
                scope.droppedCollections(),
                scope.droppedFields(),
                footprint.left())));
  }

  static Footprint read(byte[] body, UUID run) {
    String where = "what run " + run + " changed";
    try {
      Document document = RecordJson.read(Compressed.text(body, where), Document.class);
      if (document.form() != FORM) {
        throw new StoredFormException(
            where + " is stored in form " + document.form() + ", which this version cannot read");
      }
      return new Footprint(
          new RollbackScope(
              document.tables(),
              document.items().stream()
                  .map(
                      item ->
                          new ItemKey(
                              labelled(
                                  where, "section", item.section(), Section.values(), Section::key),
                              item.collection(),
                              item.field()))
                  .collect(Collectors.toCollection(TreeSet::new)),
              document.droppedCollections(),
              document.droppedFields()),
          document.left());
    } catch (JsonTextException e) {
      throw new StoredFormException(where + " cannot be read: " + e.getMessage(), e);
    }
  }
}
