package dev.plumbline.payload;

import java.util.List;

/**
 * The answer of {@code POST /schema/diff}, which {@code POST /schema/apply} takes.
 *
 * @param hash of the schema of the Directus that answered; SHA-1, hexadecimal
 * @param items list by list, in Directus's order
 */
public record SchemaDiff(String hash, List<DiffItem> items) {
  public SchemaDiff {
    items = List.copyOf(items);
  }
}
