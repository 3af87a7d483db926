package dev.plumbline.catalogue.random;

import dev.plumbline.lab.LabEnvironment;
import java.util.Random;

/**
 * Two environments that were alike, each with some changes since, and with rows.
 *
 * @param source SQL that makes the one
 * @param target SQL that makes the other
 */
public record RandomDrift(String name, String source, String target) {
  /** Deletes what is not Directus's own. */
  private static final String UNDO =
      """
      DO $undo$
      DECLARE
        one record;
      BEGIN
        FOR one IN SELECT relname, relkind FROM pg_class
                    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v')
                      AND relname NOT LIKE 'directus\\_%' LOOP
          EXECUTE format('DROP %s IF EXISTS %I CASCADE',
                         CASE one.relkind WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END, one.relname);
        END LOOP;
        FOR one IN SELECT proname FROM pg_proc
                    WHERE pronamespace = 'public'::regnamespace AND proname LIKE 'tr%' LOOP
          EXECUTE format('DROP FUNCTION %I CASCADE', one.proname);
        END LOOP;
        DELETE FROM directus_relations WHERE many_collection NOT LIKE 'directus\\_%';
        DELETE FROM directus_fields WHERE collection NOT LIKE 'directus\\_%';
        DELETE FROM directus_collections WHERE collection NOT LIKE 'directus\\_%';
        DELETE FROM directus_presets;
        DELETE FROM directus_files;
      END
      $undo$
      """;

  public static RandomDrift of(long seed) {
    // Neighbouring seeds of a Random begin alike.
    Random random = new Random(seed * 0x9E3779B97F4A7C15L);
    RandomSide source = RandomSide.any(random);
    RandomSide target = source.copy();
    int changes = 3 + random.nextInt(8);
    for (int i = 0; i < changes; i++) {
      RandomChanges.change(random.nextInt(3) == 0 ? target : source, random);
    }
    int objects = random.nextInt(3);
    for (int i = 0; i < objects; i++) {
      RandomObjects.add(target, random, i);
    }
    return new RandomDrift(
        "random drift of seed " + seed,
        source.sql(RandomRows.sql(source, random)),
        target.sql(RandomRows.sql(target, random)));
  }

  public void apply(LabEnvironment ours, LabEnvironment theirs) {
    run(ours, source);
    run(theirs, target);
  }

  public static void undo(LabEnvironment ours, LabEnvironment theirs) {
    run(ours, UNDO);
    run(theirs, UNDO);
  }

  private static void run(LabEnvironment environment, String sql) {
    environment.sql(sql);
    environment.changedBehindDirectus();
  }

  @Override
  public String toString() {
    return name;
  }
}
