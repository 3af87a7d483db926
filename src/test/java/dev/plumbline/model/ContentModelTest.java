package dev.plumbline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Catalog.Kind;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.integrity.compile.Model;
import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.model.rebuild.SnapshotBuilder;
import dev.plumbline.path.Website;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContentModelTest {
  private static final ContentModel MODEL = model(Website.model().kind("languages", Kind.VIEW));

  private static ContentModel model(Model of) {
    return model(of.catalog(), of.metadata());
  }

  private static ContentModel model(Catalog catalog, Metadata metadata) {
    return new ContentModel(
        catalog, metadata, SnapshotBuilder.build(catalog, metadata, JsonText::readAsJavaScript));
  }

  @Test
  void tablesAndColumnsAreFoundByName() {
    assertThat(MODEL.table("posts").map(Table::kind)).contains(Kind.TABLE);
    assertThat(MODEL.table("folder")).isEmpty();
    assertThat(MODEL.column("posts", "title")).isPresent();
    assertThat(MODEL.column("posts", "tags")).isEmpty();
    assertThat(MODEL.column("nowhere", "title")).isEmpty();
    assertThat(MODEL.tables()).extracting(Table::name).isSorted().contains("untracked");
    assertThat(MODEL.usedTables())
        .extracting(Table::name)
        .contains("posts", "directus_users")
        .doesNotContain("untracked", "languages", "keyless");
  }

  @Test
  void statusSaysWhatANameIs() {
    assertThat(MODEL.status("directus_users")).isEqualTo(CollectionStatus.SYSTEM);
    assertThat(MODEL.status("posts")).isEqualTo(CollectionStatus.COLLECTION);
    assertThat(MODEL.status("languages")).isEqualTo(CollectionStatus.NOT_A_TABLE);
    assertThat(MODEL.status("folder")).isEqualTo(CollectionStatus.FOLDER);
    assertThat(MODEL.status("untracked")).isEqualTo(CollectionStatus.UNTRACKED);
    assertThat(MODEL.status("nowhere")).isEqualTo(CollectionStatus.NOWHERE);
    assertThat(model(Website.model().drop("tags")).status("tags"))
        .isEqualTo(CollectionStatus.GHOST);
  }

  @Test
  void columnIsTrackedWhereDirectusHasARowOfItsName() {
    assertThat(MODEL.isTracked("posts", "title")).isTrue();
    assertThat(MODEL.isTracked("posts", "tags")).isFalse();
    assertThat(MODEL.isTracked("untracked", "post")).isFalse();
    assertThat(MODEL.isGhost("posts", "ghost")).isTrue();
    assertThat(MODEL.isGhost("posts", "tags")).isFalse();
    assertThat(MODEL.isGhost("posts", "nothing")).isFalse();
  }

  @Test
  void everyRowOfADoubledFieldIsThereInItsOrder() {
    Model of = Website.model();
    List<JsonObject> fields = new ArrayList<>(of.metadata().fields());
    fields.add(
        JsonValue.object(
            Map.of(
                "collection", JsonValue.of("tags"),
                "field", JsonValue.of("label"),
                "special", JsonValue.of("alias"))));
    ContentModel model =
        model(
            of.catalog(),
            new Metadata(of.metadata().collections(), fields, of.metadata().relations()));

    assertThat(model.field("tags", "label"))
        .extracting(FieldRow::alias)
        .containsExactly(false, true);
    assertThat(model.fieldsInOrder("tags")).containsExactly("slug", "label", "label");
    assertThat(model.fields("tags").keySet()).containsExactly("label", "slug");
    assertThat(model.field("nowhere", "label")).isEmpty();
  }

  @Test
  void relationsAreFoundFromBothSides() {
    assertThat(MODEL.relationsOf("posts", "author"))
        .extracting(RelationRow::name)
        .containsExactly("posts.author");
    assertThat(MODEL.relationsShownBy("authors", "posts"))
        .extracting(RelationRow::name)
        .containsExactly("posts.author");
    assertThat(MODEL.relationsOf("authors", "posts")).isEmpty();
    assertThat(MODEL.relationsShownBy("posts", "author")).isEmpty();
  }

  @Test
  void relationsThatNeedAFieldAreFound() {
    assertThat(MODEL.relationsNaming("posts_tags", "tag"))
        .extracting(RelationRow::name)
        .containsExactlyInAnyOrder("posts_tags.post", "posts_tags.tag");
    assertThat(MODEL.relationsNaming("pages_blocks", "collection"))
        .extracting(RelationRow::name)
        .containsExactly("pages_blocks.item");
    assertThat(MODEL.relationsNaming("posts", "title")).isEmpty();
  }

  @Test
  void foreignKeysAreFoundByTheirColumn() {
    assertThat(MODEL.foreignKeys("untracked", "post")).hasSize(1);
    assertThat(MODEL.foreignKeys("untracked", "id")).isEmpty();
  }

  @Test
  void foreignKeyToAnotherSchemaIsOneOfItsColumn() {
    ContentModel model =
        model(Website.model().foreignKeyElsewhere("tags", "label", "keyless", Model.DISABLED));

    assertThat(model.foreignKeys("tags", "label")).hasSize(1);
  }

  @Test
  void whatDirectusShowsIsDecoded() {
    ContentModel model =
        model(
            Website.model()
                .collection("shelf", "{'singleton': true}")
                .field("tags.more", "{'special': 'alias', 'options': '[1]'}"));

    assertThat(model.collectionMeta("shelf").get("singleton")).isEqualTo(JsonValue.of(true));
    assertThat(model.fieldMeta("tags", "more").get("options")).isInstanceOf(JsonArray.class);
    assertThat(model.shownColumn("tags", "label")).isPresent();
    assertThat(model.shownColumn("tags", "more")).isEmpty();
    assertThat(model.fieldMeta("tags", "nothing")).isEqualTo(JsonObject.EMPTY);
    assertThat(model.collectionMeta("nowhere")).isEqualTo(JsonObject.EMPTY);
  }

  @Test
  void nobodyCanChangeIt() {
    List<FieldRow> rows = MODEL.field("posts", "title");

    assertThatThrownBy(rows::clear).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> MODEL.tables().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> MODEL.relations().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
