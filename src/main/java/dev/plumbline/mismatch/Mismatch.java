package dev.plumbline.mismatch;

/**
 * Directus's metadata and the catalog of the same database do not agree. Code, subject and path
 * together are unique in one reading.
 *
 * @param subject {@code collection} or {@code collection.field}; a table or column where Directus
 *     has no such collection or field
 * @param path where in the subject, such as {@code sort_field} or the name of an index; may be
 *     empty
 * @param message one sentence for a person
 */
public record Mismatch(MismatchCode code, String subject, String path, String message) {}
