package dev.plumbline.drift.objects;

import dev.plumbline.drift.Side;
import dev.plumbline.drift.objects.ExtensionSchemas.Sides;
import dev.plumbline.drift.objects.prints.Prints;
import dev.plumbline.drift.objects.prints.Prints.Likeness;
import dev.plumbline.inventory.Inventory;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.inventory.ObjectKind;
import dev.plumbline.schema.JsonValue;
import dev.plumbline.schema.JsonValue.JsonArray;
import dev.plumbline.schema.JsonValue.JsonObject;
import dev.plumbline.schema.JsonValue.JsonString;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What two major versions of PostgreSQL have differently although the statements were the same.
 *
 * @param source major version
 * @param target major version
 */
public record PostgresVersions(int source, int target) {
  /** The first version with the privilege MAINTAIN. */
  private static final int MAINTAIN = 17;

  /** The first version with functions whose body PostgreSQL prints. */
  private static final int PRINTED_BODIES = 14;

  /** As an inventory has a text in which a credential may stand. */
  private static final String HASH = "SHA-256 ";

  /** Members of definitions that hold expressions, as a text or as an array of texts. */
  private static final Set<String> EXPRESSIONS =
      Set.of(
          "bounds",
          "check",
          "checks",
          "default",
          "definition",
          "expression",
          "generated",
          "partitionKey",
          "using");

  /** Extensions of PostgreSQL's own sources: their version is the one of the server. */
  private static final Set<String> OF_THE_SERVER =
      Set.of(
          "amcheck",
          "bloom",
          "btree_gin",
          "btree_gist",
          "citext",
          "cube",
          "dblink",
          "dict_int",
          "earthdistance",
          "file_fdw",
          "fuzzystrmatch",
          "hstore",
          "intarray",
          "isn",
          "lo",
          "ltree",
          "pageinspect",
          "pg_buffercache",
          "pg_freespacemap",
          "pg_prewarm",
          "pg_stat_statements",
          "pg_surgery",
          "pg_trgm",
          "pg_visibility",
          "pg_walinspect",
          "pgcrypto",
          "pgrowlocks",
          "pgstattuple",
          "postgres_fdw",
          "seg",
          "sslinfo",
          "tablefunc",
          "unaccent",
          "uuid-ossp",
          "xml2");

  /** Empty if both run the same major version, or one is not known. */
  static Optional<PostgresVersions> of(Side source, Side target) {
    int ours = major(source);
    int theirs = major(target);
    return ours == theirs || ours == 0 || theirs == 0
        ? Optional.empty()
        : Optional.of(new PostgresVersions(ours, theirs));
  }

  private static int major(Side side) {
    String digits = side.versions().postgres().orElse("").replaceFirst("\\D.*", "");
    return digits.isEmpty() || digits.length() > 3 ? 0 : Integer.parseInt(digits);
  }

  /** The two sides; what the versions explain is on the target as it is on the source. */
  public static Sides leftOut(Side source, Side target) {
    Optional<PostgresVersions> versions = of(source, target);
    if (versions.isEmpty() || source.inventory().isEmpty() || target.inventory().isEmpty()) {
      return new Sides(source, target);
    }
    SortedMap<ObjectId, JsonObject> ours = source.inventory().get().objects();
    TreeMap<ObjectId, JsonObject> theirs = new TreeMap<>(target.inventory().get().objects());
    theirs.replaceAll(
        (id, definition) -> {
          JsonObject here = ours.get(id);
          return here == null
              ? versions.get().renamed(id, definition, ours)
              : definition.equals(here)
                  ? definition
                  : versions.get().explained(id, here, definition);
        });
    return new Sides(
        source, new Side(target.snapshot(), target.versions(), Optional.of(new Inventory(theirs))));
  }

  /** As the source has it under another name, where names do not count. */
  private JsonObject renamed(
      ObjectId id, JsonObject theirs, SortedMap<ObjectId, JsonObject> source) {
    return id.kind().isNamedByChance()
        ? source.entrySet().stream()
            .filter(object -> object.getKey().kind() == id.kind())
            .filter(object -> object.getKey().table().equals(id.table()))
            .map(Map.Entry::getValue)
            .filter(ours -> explained(id, ours, theirs).equals(ours))
            .findFirst()
            .orElse(theirs)
        : theirs;
  }

  private JsonObject explained(ObjectId id, JsonObject ours, JsonObject theirs) {
    return id.kind() == ObjectKind.EXTENSION && OF_THE_SERVER.contains(id.name())
        ? theirs.with("version", ours.get("version"))
        : (JsonObject) explained(id.kind(), "", ours, theirs);
  }

  /** The value of the target; as the source has it where nothing but the version differs. */
  private JsonValue explained(ObjectKind kind, String member, JsonValue ours, JsonValue theirs) {
    if (ours.equals(theirs)) {
      return ours;
    }
    if (ours instanceof JsonObject one && theirs instanceof JsonObject other) {
      JsonObject explained = other;
      for (String name : other.members().keySet()) {
        if (one.has(name)) {
          // The names within are those of columns and grantees, not of members.
          String within = member.equals("grants") ? "privileges" : name;
          explained = explained.with(name, explained(kind, within, one.get(name), other.get(name)));
        }
      }
      return explained;
    }
    if (ours instanceof JsonArray one && theirs instanceof JsonArray other) {
      return isExplained(kind, member, one, other) ? ours : theirs;
    }
    return likeness(kind, member, ours, theirs) == Likeness.SAME ? ours : theirs;
  }

  private boolean isExplained(ObjectKind kind, String member, JsonArray ours, JsonArray theirs) {
    if (member.equals("privileges")) {
      boolean isNew = source >= MAINTAIN;
      return isNew != (target >= MAINTAIN)
          && (isNew ? withoutMaintain(ours).equals(theirs) : withoutMaintain(theirs).equals(ours));
    }
    if (!EXPRESSIONS.contains(member) || ours.items().size() != theirs.items().size()) {
      return false;
    }
    // Those of a domain are sorted by how they are printed.
    return ours.items().stream()
            .allMatch(
                one -> theirs.items().stream().anyMatch(other -> isSame(kind, member, one, other)))
        && theirs.items().stream()
            .allMatch(
                other -> ours.items().stream().anyMatch(one -> isSame(kind, member, one, other)));
  }

  private boolean isSame(ObjectKind kind, String member, JsonValue ours, JsonValue theirs) {
    return ours.equals(theirs) || likeness(kind, member, ours, theirs) == Likeness.SAME;
  }

  private static JsonArray withoutMaintain(JsonArray privileges) {
    return new JsonArray(
        privileges.items().stream()
            .filter(privilege -> !(privilege.textOr("") + " ").startsWith("MAINTAIN "))
            .toList());
  }

  private Likeness likeness(ObjectKind kind, String member, JsonValue ours, JsonValue theirs) {
    if (!(ours instanceof JsonString(String one))
        || !(theirs instanceof JsonString(String other))) {
      return Likeness.DIFFERENT;
    }
    Prints prints = new Prints(Math.min(source, target), Math.max(source, target));
    boolean isQuery =
        member.equals("definition")
            && (kind == ObjectKind.VIEW || kind == ObjectKind.MATERIALIZED_VIEW);
    if (kind == ObjectKind.ROUTINE && member.equals("sha256")) {
      return prints.older() >= PRINTED_BODIES && prints.ofQueriesDiffer()
          ? Likeness.DOUBTFUL
          : Likeness.DIFFERENT;
    }
    if (!EXPRESSIONS.contains(member) || kind == ObjectKind.SETTING) {
      return Likeness.DIFFERENT;
    }
    if (one.startsWith(HASH) || other.startsWith(HASH)) {
      boolean isBoth = one.startsWith(HASH) && other.startsWith(HASH);
      return isBoth && (isQuery ? prints.ofQueriesDiffer() : prints.ofExpressionsDiffer())
          ? Likeness.DOUBTFUL
          : Likeness.DIFFERENT;
    }
    return isQuery ? prints.queries(one, other) : prints.expressions(one, other);
  }

  /** Whether something differs, and of nothing that differs it is sure that it does. */
  boolean isDoubtful(ObjectKind kind, JsonObject ours, JsonObject theirs) {
    // Only a body in SQL can be one that PostgreSQL prints.
    if (kind == ObjectKind.ROUTINE && !ours.get("language").textOr("").equals("sql")) {
      return false;
    }
    return !ours.equals(theirs)
        && Stream.concat(ours.members().keySet().stream(), theirs.members().keySet().stream())
            .allMatch(name -> isAtMostDoubtful(kind, name, ours.get(name), theirs.get(name)));
  }

  private boolean isAmong(ObjectKind kind, String member, JsonValue one, List<JsonValue> others) {
    return others.stream()
        .anyMatch(
            other -> one.equals(other) || likeness(kind, member, one, other) != Likeness.DIFFERENT);
  }

  private boolean isAtMostDoubtful(
      ObjectKind kind, String member, JsonValue ours, JsonValue theirs) {
    if (ours.equals(theirs)) {
      return true;
    }
    if (ours instanceof JsonObject one && theirs instanceof JsonObject other) {
      return isDoubtful(kind, one, other);
    }
    if (EXPRESSIONS.contains(member)
        && ours instanceof JsonArray(List<JsonValue> some)
        && theirs instanceof JsonArray(List<JsonValue> others)
        && some.size() == others.size()) {
      return some.stream().allMatch(one -> isAmong(kind, member, one, others))
          && others.stream().allMatch(other -> isAmong(kind, member, other, some));
    }
    return likeness(kind, member, ours, theirs) == Likeness.DOUBTFUL;
  }
}
