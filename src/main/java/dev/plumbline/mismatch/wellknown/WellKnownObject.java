package dev.plumbline.mismatch.wellknown;

/**
 * Something that Directus does not know and that is well known to be there for another reason.
 *
 * @param kind {@code table}, {@code view}, {@code schema} …
 * @param why one sentence: what it belongs to
 */
public record WellKnownObject(String kind, String name, String why) {}
