package dev.plumbline.payload.gate;

import dev.plumbline.drift.words.Words;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.model.ReservedRows;
import dev.plumbline.model.system.SyncTools;
import dev.plumbline.model.system.SystemFields;
import dev.plumbline.payload.DiffItem;
import dev.plumbline.payload.DiffItem.Entry;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.SchemaDiff;
import dev.plumbline.payload.SchemaDiffJson;
import dev.plumbline.payload.Section;
import dev.plumbline.payload.gate.Refusal.Code;
import dev.plumbline.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Every payload goes through here before it may be sent, whoever made it. Directus decides by the
 * kind of the first difference of an entity what it does to the whole of it: {@code D} drops a
 * table, a column or a relation, wherever its path leads, and the answer is 204 all the same
 * (directus/directus#27877; facts 0.2). What is not proven to be harmless is refused.
 */
public final class PayloadGate {
  private static final Set<String> WHOLE_PROPERTIES = Set.of("type", "related_collection");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{40}");
  private static final Set<String> OBJECTS = Set.of("meta", "schema");

  private final TargetSchema target;
  private final SystemFields own;
  private final List<Refusal> refusals = new ArrayList<>();

  private PayloadGate(TargetSchema target, SystemFields own) {
    this.target = target;
    this.own = own;
  }

  /** Asks of single items of a payload what is wrong with them, so that they can be left out. */
  public static Function<DiffItem, List<Refusal>> of(
      SchemaDiff diff, Snapshot target, String directus) {
    TargetSchema schema = new TargetSchema(diff, target);
    SystemFields own = SystemFields.ofVersion(directus);
    return item -> {
      PayloadGate gate = new PayloadGate(schema, own);
      gate.check(item);
      return List.copyOf(gate.refusals);
    };
  }

  /**
   * @param payload as it would be sent
   * @param target the schema of the environment to which it would be sent
   * @param directus the version of its Directus
   * @return in the order of the payload; empty if it may be sent
   */
  public static List<Refusal> refusals(JsonValue payload, Snapshot target, String directus) {
    SchemaDiff diff;
    try {
      diff = SchemaDiffJson.read(payload);
    } catch (IllegalArgumentException e) {
      return List.of(new Refusal(Code.MALFORMED, "", String.valueOf(e.getMessage())));
    }
    List<Refusal> refusals = new ArrayList<>();
    if (!HASH.matcher(diff.hash()).matches()) {
      refusals.add(new Refusal(Code.MALFORMED, "", "the hash is not a SHA-1 in hexadecimal"));
    }
    Function<DiffItem, List<Refusal>> gate = of(diff, target, directus);
    diff.items().forEach(item -> refusals.addAll(gate.apply(item)));
    return List.copyOf(refusals);
  }

  private void check(DiffItem item) {
    int before = refusals.size();
    if (item.entries().isEmpty()) {
      refuse(Code.MALFORMED, item, "has no difference");
    }
    item.entries().forEach(entry -> shape(item, entry));
    reserved(item.key());
    if (refusals.size() == before) {
      ItemRules rules =
          switch (item.key().section()) {
            case COLLECTIONS -> new CollectionItemRules(target);
            case FIELDS -> new FieldItemRules(target);
            case SYSTEM_FIELDS -> new SystemFieldRules();
            case RELATIONS -> new RelationItemRules(target);
          };
      Entry first = item.entries().getFirst();
      if (first.kind().equals("N")) {
        rules.created(item, first, this::refuse);
      } else if (isMissing(item.key())) {
        String what = first.kind().equals("D") ? "dropped" : "changed";
        refuse(Code.MISSING_IN_TARGET, item, "is to be " + what + ", but the target lacks it");
      } else if (first.kind().equals("D")) {
        rules.dropped(item, this::refuse);
      } else {
        item.entries().forEach(entry -> rules.changed(item, entry, this::refuse));
      }
    }
  }

  /** A snapshot has only those system fields that are indexed. */
  private boolean isMissing(ItemKey key) {
    return key.section() != Section.SYSTEM_FIELDS && !target.has(key);
  }

  private void shape(DiffItem item, Entry entry) {
    boolean isWhole = entry.path().isEmpty();
    switch (entry.kind()) {
      case "N", "D" -> {
        boolean isDrop = entry.kind().equals("D");
        if (!isWhole) {
          refuse(
              isDrop ? Code.DROP_WITH_PATH : Code.CREATE_WITH_PATH,
              item,
              (isDrop ? "Directus would drop all of it" : "Directus would try to create all of it")
                  + ", though the difference is about "
                  + Words.name(entry.property())
                  + " alone");
        } else if (item.entries().size() > 1) {
          refuse(Code.CONTRADICTION, item, "is created or dropped and changed at once");
        }
      }
      case "E", "A" -> edit(item, entry, isWhole);
      default -> refuse(Code.MALFORMED, item, "has a difference of unknown kind " + entry.kind());
    }
  }

  private void edit(DiffItem item, Entry entry, boolean isWhole) {
    if (isWhole) {
      refuse(Code.WHOLE_OBJECT, item, "is replaced as a whole");
      return;
    }
    String first = entry.path().getFirst().textOr("");
    boolean isInside = OBJECTS.contains(first) && entry.path().size() > 1;
    boolean isProperty = WHOLE_PROPERTIES.contains(first) && entry.path().size() == 1;
    boolean isMeta = first.equals("meta") && entry.path().size() == 1;
    if (isMeta && entry.kind().equals("E")) {
      lostKeys(item, entry);
    } else if (item.key().section() == Section.COLLECTIONS && first.equals("schema")) {
      refuse(Code.NEVER_CONVERGES, item, "Directus never turns a folder into a table or back");
    } else if (item.key().section() == Section.RELATIONS && first.equals("schema") && !isInside) {
      refuse(
          Code.NEVER_CONVERGES,
          item,
          "Directus neither adds nor drops the foreign key of a relation that is there: it deletes"
              + " the relation or fails");
    } else if (!isInside && !isProperty) {
      refuse(
          Code.WHOLE_OBJECT,
          item,
          Words.name(String.join(".", entry.path().stream().map(Words::plain).toList()))
              + " is replaced as a whole");
    }
  }

  /** Directus 12 writes changed metadata as one object, of which each key must be there. */
  private void lostKeys(DiffItem item, Entry entry) {
    if (!(target.entity(item.key()).get("meta") instanceof JsonObject before)
        || !(entry.after() instanceof JsonObject after)) {
      refuse(Code.WHOLE_OBJECT, item, "its metadata is replaced as a whole");
      return;
    }
    List<String> lost = before.members().keySet().stream().filter(key -> !after.has(key)).toList();
    if (!lost.isEmpty()) {
      refuse(Code.MISSING_KEY, item, "its metadata lacks " + Words.list(lost));
    }
  }

  private void reserved(ItemKey key) {
    if (SyncTools.ofTable(key.collection()).isPresent()
        || SyncTools.ofColumn(key.collection(), key.field()).isPresent()) {
      refuse(
          Code.SYNC_TOOL,
          key.text(),
          "belongs to a sync tool, which has it in no other environment");
      return;
    }
    boolean isSystem =
        switch (key.section()) {
          case COLLECTIONS -> ReservedRows.isReserved(key.collection());
          case FIELDS, RELATIONS -> own.contains(key.collection(), key.field());
          case SYSTEM_FIELDS -> false;
        };
    if (isSystem) {
      refuse(
          Code.SYSTEM_OBJECT,
          key.text(),
          "is Directus's own: Directus would create it a second time or drop it");
    }
  }

  private void refuse(Code code, DiffItem item, String what) {
    refuse(code, item.key().text(), what);
  }

  private void refuse(Code code, String subject, String what) {
    refusals.add(
        new Refusal(code, subject, subject.isEmpty() ? what : Words.name(subject) + ": " + what));
  }

  /** An index of a system table can be switched on and off, and nothing else. */
  private static final class SystemFieldRules implements ItemRules {
    @Override
    public void created(DiffItem item, Entry entry, Refuser refuser) {
      refuser.refuse(Code.SYSTEM_OBJECT, item, "a system field is never created by a plan");
    }

    @Override
    public void dropped(DiffItem item, Refuser refuser) {
      refuser.refuse(Code.SYSTEM_OBJECT, item, "a system field is never dropped by a plan");
    }

    @Override
    public void changed(DiffItem item, Entry entry, Refuser refuser) {
      if (!entry.property().equals("schema.is_indexed")) {
        refuser.refuse(
            Code.SYSTEM_OBJECT, item, "of a system field, Directus changes only the index");
      }
    }
  }
}
