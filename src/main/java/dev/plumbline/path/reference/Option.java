package dev.plumbline.path.reference;

/**
 * A member of the options of an interface or display that holds names of fields.
 *
 * @param base which collection the names belong to
 */
record Option(String key, Form form, Base base) {
  /** How the names are written. */
  enum Form {
    TEMPLATE,
    PATHS,
    SORT,
    FILTER,
    /** A list of objects whose {@code url} is a template. */
    LINKS
  }

  /** A collection, from the point of view of a field. */
  enum Base {
    /** Its own. */
    OWN,
    /** On the other side of its relation; of a many-to-many the junction. */
    RELATED,
    /** On the other side of its relation; of a many-to-many behind the junction. */
    FAR,
    /** The one that the options name. */
    SELECTED
  }
}
