package dev.plumbline.drift.change;

import dev.plumbline.inventory.ObjectId;

/** What a change is about. Its {@link #text()} is what ignore rules match and people read. */
public sealed interface Subject {

  /** Stable, unique among subjects of one kind; identifiers are joined by '.'. */
  String text();

  /** The collection or table; empty for the environment as a whole and what is of no table. */
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

  /** Something that a snapshot can't carry; named with its table where it belongs to one. */
  record OfObject(ObjectId id) implements Subject {
    @Override
    public String text() {
      boolean isOfItself = id.table().isEmpty() || id.table().equals(id.name());
      return isOfItself ? id.name() : id.table() + "." + id.name();
    }

    @Override
    public String collection() {
      return id.table();
    }
  }
}
