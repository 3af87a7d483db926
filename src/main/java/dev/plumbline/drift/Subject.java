package dev.plumbline.drift;

/** What a change is about. Its {@link #text()} is what ignore rules match and people read. */
public sealed interface Subject {

  /** Stable, unique among subjects of one kind; identifiers are joined by '.'. */
  String text();

  /** The collection, or the empty string for the environment as a whole. */
  String collection();

  /** The environment as a whole: its versions. */
  record OfEnvironment() implements Subject {
    @Override
    public String text() {
      return "";
    }

    @Override
    public String collection() {
      return "";
    }
  }

  /** A collection or folder. */
  record OfCollection(String collection) implements Subject {
    @Override
    public String text() {
      return collection;
    }
  }

  /** A field, or a system field. */
  record OfField(String collection, String field) implements Subject {
    @Override
    public String text() {
      return collection + "." + field;
    }
  }

  /** A relation, named by its many side. */
  record OfRelation(String collection, String field) implements Subject {
    @Override
    public String text() {
      return collection + "." + field;
    }
  }
}
