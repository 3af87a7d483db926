package dev.plumbline.integrity.compile.schema;

import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.ColumnValue;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.integrity.Check.Rows;
import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.Condition;
import dev.plumbline.integrity.Condition.Operand.OfColumn;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * A field with its column.
 *
 * @param type Directus's type of it
 * @param meta its row in {@code directus_fields}, decoded
 */
public record FieldColumn(
    Table table, Column column, ColumnKind kind, String type, JsonObject meta) {
  public String collection() {
    return table.name();
  }

  public String name() {
    return column.name();
  }

  public OfColumn operand() {
    return new OfColumn(column.name(), kind.category());
  }

  public boolean isPrimaryKey() {
    return table.primaryKey().contains(column.name());
  }

  public boolean isGenerated() {
    return column.value() instanceof ColumnValue.Generated;
  }

  public List<String> special() {
    return CheckInputs.special(meta);
  }

  public JsonObject options() {
    return CheckInputs.options(meta);
  }

  public boolean says(String key) {
    return meta.get(key).equals(JsonValue.of(true));
  }

  public CheckId id(CheckCode code) {
    return new CheckId(code, collection(), Optional.of(name()), "");
  }

  public Rows rows(CheckCode code, Condition broken) {
    return new Rows(id(code), table.name(), table.primaryKey(), broken);
  }
}
