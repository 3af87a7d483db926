package dev.plumbline.model.rebuild;

import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.ColumnType;
import dev.plumbline.catalog.Catalog.ColumnValue;
import dev.plumbline.catalog.Origin;
import dev.plumbline.catalog.SqlName;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the types and defaults of columns as PostgreSQL does for Directus: without the names of
 * those schemas that Directus searches besides ours, such as that of extensions.
 */
final class SearchPathNames {
  private final List<String> schemas;

  /** The name of one of the schemas with the dot after it; else a literal or another name. */
  private final Pattern prefixes;

  SearchPathNames(List<String> schemas) {
    this.schemas = List.copyOf(schemas);
    this.prefixes =
        Pattern.compile(
            "(?<![\\w\".$])(?:"
                + schemas.stream()
                    .flatMap(SearchPathNames::prefixes)
                    .map(Pattern::quote)
                    .collect(Collectors.joining("|"))
                + ")|('(?:[^']|'')*'|\"(?:[^\"]|\"\")*\")");
  }

  Column of(Column column) {
    return schemas.isEmpty()
        ? column
        : new Column(
            column.name(),
            type(column.type()),
            column.nullable(),
            value(column.value()),
            column.ownsSequence(),
            column.collation(),
            column.details());
  }

  private ColumnType type(ColumnType type) {
    return type.origin()
        .flatMap(Origin::schema)
        .filter(schemas::contains)
        .flatMap(schema -> prefixes(schema).filter(type.name()::startsWith).findFirst())
        .map(
            prefix ->
                new ColumnType(
                    type.name().substring(prefix.length()), type.modifier(), type.origin()))
        .orElse(type);
  }

  /** In quotes also where the name is a word that PostgreSQL reserves. */
  private static Stream<String> prefixes(String schema) {
    return Stream.of(SqlName.quoted(schema) + ".", "\"" + schema.replace("\"", "\"\"") + "\".");
  }

  private ColumnValue value(ColumnValue value) {
    return switch (value) {
      case ColumnValue.Default(String expression) -> new ColumnValue.Default(plain(expression));
      case ColumnValue.Generated(String expression, boolean virtual) ->
          new ColumnValue.Generated(plain(expression), virtual);
      case ColumnValue.Unset unset -> unset;
      case ColumnValue.Identity identity -> identity;
    };
  }

  private String plain(String expression) {
    // Almost no default names anything with a schema.
    return expression.indexOf('.') < 0
        ? expression
        : prefixes
            .matcher(expression)
            .replaceAll(
                found -> found.group(1) == null ? "" : Matcher.quoteReplacement(found.group()));
  }
}
