package dev.plumbline.integrity;

/**
 * Rows of another table that name the rows of a check.
 *
 * @param noun of what is counted, for one
 * @param column that names them
 * @param counted column whose values are counted, each once
 */
public record ReferencingRows(String noun, String table, String column, String counted) {}
