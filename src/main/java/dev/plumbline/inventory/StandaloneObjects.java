package dev.plumbline.inventory;

import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.ColumnValue;
import dev.plumbline.catalog.DatabaseSettings;
import dev.plumbline.catalog.Flow;
import dev.plumbline.catalog.SchemaObjects;
import dev.plumbline.catalog.SchemaObjects.Extension;
import dev.plumbline.catalog.SchemaObjects.Owner;
import dev.plumbline.catalog.SchemaObjects.Sequence;
import dev.plumbline.catalog.SchemaObjects.UserType;
import dev.plumbline.inventory.definition.DefaultMeaning;
import dev.plumbline.inventory.definition.ObjectDefinition;
import dev.plumbline.inventory.definition.SqlText;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.model.ContentModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a schema holds beside tables. */
final class StandaloneObjects {
  /** Part of every database. */
  private static final String PLPGSQL = "plpgsql";

  private final ContentModel model;
  private final Map<ObjectId, JsonObject> objects;
  private List<UserType> types = List.of();

  /**
   * @param objects to which they are added
   */
  StandaloneObjects(ContentModel model, Map<ObjectId, JsonObject> objects) {
    this.model = model;
    this.objects = objects;
  }

  void add(SchemaObjects of) {
    types = of.types();
    of.routines()
        .forEach(
            routine ->
                add(
                    ObjectKind.ROUTINE,
                    routine.signature(),
                    new ObjectDefinition()
                        .with("language", routine.language())
                        .with("sha256", routine.definition())
                        .with("defaults", routine.defaults().map(SqlText::shown))));
    of.types().forEach(this::type);
    of.sequences().forEach(this::sequence);
    of.extensions().stream()
        .filter(extension -> !extension.name().equals(PLPGSQL))
        .forEach(this::extension);
    of.properties().settings().forEach(this::setting);
    of.properties().flows().stream()
        .collect(Collectors.groupingBy(Flow::name))
        .values()
        .forEach(this::flow);
  }

  private void add(ObjectKind kind, String name, ObjectDefinition definition) {
    objects.put(new ObjectId(kind, "", name), definition.json());
  }

  private void type(UserType type) {
    switch (type) {
      case UserType.EnumType(String name, Optional<String> schema, List<String> labels) ->
          add(
              ObjectKind.ENUM,
              name(type),
              new ObjectDefinition().with("schema", schema).with("labels", labels));
      case UserType.Domain domain ->
          add(
              ObjectKind.DOMAIN,
              name(type),
              new ObjectDefinition()
                  .with("schema", domain.schema())
                  .with("type", SqlText.ofType(domain.base()))
                  .with("nullable", domain.nullable())
                  .with(
                      "default",
                      domain
                          .defaultValue()
                          .flatMap(expression -> DefaultMeaning.of(domain.base(), expression))
                          .map(SqlText::shown))
                  .with("checks", domain.checks().stream().map(SqlText::shown).toList()));
      case UserType.OtherType(String name, Optional<String> schema, String definition) ->
          add(
              ObjectKind.TYPE,
              name(type),
              new ObjectDefinition().with("schema", schema).with("definition", definition));
    }
  }

  /** Of two types of one name, the one of another schema is named with it. */
  private String name(UserType type) {
    return type.schema()
        .filter(schema -> types.stream().filter(t -> t.name().equals(type.name())).count() > 1)
        .map(schema -> schema + "." + type.name())
        .orElse(type.name());
  }

  /** Only one that is not as usual; that of money only where there is any. */
  private void setting(String name, String value) {
    if (!value.equals(DatabaseSettings.usual(name))
        && (!name.equals(DatabaseSettings.MONEY) || hasMoney())) {
      add(ObjectKind.SETTING, name, new ObjectDefinition().with("value", value));
    }
  }

  /** Of several flows of one name nobody knows which one is which elsewhere. */
  private void flow(List<Flow> ofOneName) {
    if (ofOneName.size() == 1) {
      Flow flow = ofOneName.getFirst();
      ObjectDefinition links = new ObjectDefinition();
      flow.links()
          .forEach(
              (key, link) ->
                  links.with(
                      key,
                      new ObjectDefinition()
                          .with("resolve", link.resolve())
                          .with("reject", link.reject())
                          .json()));
      add(
          ObjectKind.FLOW,
          flow.name(),
          new ObjectDefinition()
              .with("webhook", Optional.of(flow.id()).filter(id -> flow.webhook()))
              .with("first", flow.first())
              .with("links", links.json()));
    }
  }

  private boolean hasMoney() {
    return model.tables().stream()
        .flatMap(table -> table.columns().stream())
        .anyMatch(column -> column.type().name().startsWith("money"));
  }

  private void extension(Extension extension) {
    add(
        ObjectKind.EXTENSION,
        extension.name(),
        new ObjectDefinition()
            .with("version", extension.version())
            .with("schema", extension.schema()));
  }

  /** One that counts for a column as PostgreSQL makes it is part of the column. */
  private void sequence(Sequence sequence) {
    ObjectDefinition definition =
        new ObjectDefinition()
            .with("type", sequence.type())
            .with("start", Long.toString(sequence.start()))
            .with("increment", Long.toString(sequence.increment()))
            .with("minimum", Long.toString(sequence.minimum()))
            .with("maximum", Long.toString(sequence.maximum()))
            .with("cache", Long.toString(sequence.cache()))
            .with("cycles", sequence.cycles())
            .when(isUnlogged(sequence), "unlogged");
    if (sequence.owner().isEmpty()) {
      add(ObjectKind.SEQUENCE, sequence.name(), definition);
      return;
    }
    Owner owner = sequence.owner().get();
    if (isUnlogged(sequence) || !isUsual(sequence, model.column(owner.table(), owner.column()))) {
      objects.put(
          new ObjectId(ObjectKind.SEQUENCE, owner.table(), sequence.name()),
          definition.with("columns", List.of(owner.column())).json());
    }
  }

  /** By itself: since PostgreSQL 15 that of an unlogged table is unlogged like it, not before. */
  private boolean isUnlogged(Sequence sequence) {
    return sequence.unlogged()
        && sequence
            .owner()
            .flatMap(owner -> model.table(owner.table()))
            .filter(table -> table.details().unlogged())
            .isEmpty();
  }

  private static boolean isUsual(Sequence sequence, Optional<Column> owner) {
    return owner.isPresent()
        && countsFor(owner.get().value())
        && sequence.type().equals(owner.get().type().name())
        && sequence.start() == 1
        && sequence.increment() == 1
        && sequence.minimum() == 1
        && sequence.maximum() == most(sequence.type())
        && sequence.cache() == 1
        && !sequence.cycles();
  }

  private static boolean countsFor(ColumnValue value) {
    return switch (value) {
      case ColumnValue.Identity ignored -> true;
      case ColumnValue.Default(String expression) -> expression.startsWith("nextval(");
      case ColumnValue.Generated ignored -> false;
      case ColumnValue.Unset ignored -> false;
    };
  }

  private static long most(String type) {
    return switch (type) {
      case "smallint" -> Short.MAX_VALUE;
      case "integer" -> Integer.MAX_VALUE;
      default -> Long.MAX_VALUE;
    };
  }
}
