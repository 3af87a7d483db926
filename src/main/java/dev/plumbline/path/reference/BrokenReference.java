package dev.plumbline.path.reference;

import dev.plumbline.path.MissingName;

/**
 * A name of a field that is written down somewhere and missing.
 *
 * @param where in which member of a row, such as {@code layout_query.tabular.sort}
 * @param prefix the path up to the missing name, as it was written
 */
public record BrokenReference(String where, String prefix, MissingName name) {}
