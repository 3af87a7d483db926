package dev.plumbline.catalogue;

import java.util.List;

/** Null where null is forbidden: columns that nobody fills, and foreign keys that write null. */
final class NullMutations {
  private NullMutations() {}

  static List<Mutation> all() {
    String column =
        """
        ALTER TABLE pages ADD emb int4range NOT NULL DEFAULT 'empty';
        ALTER TABLE pages ALTER emb DROP DEFAULT;
        """;
    return List.of(
        Mutation.sql(
                "an untracked column requires a value",
                column,
                "ALTER TABLE pages DROP COLUMN emb",
                "medium column_added pages.emb")
            .disagreeing("high required_column_untracked pages.emb"),
        Mutation.sql(
                "an untracked column requires a value that a trigger gives",
                column
                    + """
                    CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS
                      $$ BEGIN NEW.emb := 'empty'; RETURN NEW; END $$;
                    CREATE TRIGGER fill BEFORE INSERT OR UPDATE ON pages
                      FOR EACH ROW EXECUTE FUNCTION fill();
                    """,
                """
                DROP TRIGGER fill ON pages; DROP FUNCTION fill();
                ALTER TABLE pages DROP COLUMN emb
                """,
                "medium column_added pages.emb",
                "low routine_added fill()",
                "medium trigger_added pages.fill")
            .disagreeing("low untracked_column pages.emb"),
        Mutation.sql(
                "foreign keys and a relation write null where it is forbidden",
                """
                CREATE TABLE o_p (id serial PRIMARY KEY, code text UNIQUE, t int, UNIQUE (t, id));
                CREATE TABLE o_c (id serial PRIMARY KEY,
                  p int NOT NULL REFERENCES o_p ON DELETE SET NULL,
                  q int NOT NULL REFERENCES o_p ON DELETE CASCADE,
                  r text REFERENCES o_p (code));
                CREATE TABLE img (id serial PRIMARY KEY, a int REFERENCES o_p ON DELETE SET NULL,
                  b int, CONSTRAINT one CHECK (num_nonnulls(a, b) = 1));
                CREATE TABLE pair (id serial PRIMARY KEY, t int NOT NULL, p int, q int,
                  FOREIGN KEY (t, q) REFERENCES o_p (t, id) ON DELETE SET NULL);
                DO $$ BEGIN
                  IF current_setting('server_version_num')::int >= 150000 THEN
                    EXECUTE 'ALTER TABLE pair ADD FOREIGN KEY (t, p) REFERENCES o_p (t, id)
                      ON DELETE SET NULL (p)';
                  END IF;
                END $$;
                """
                    + AlikeCases.track("o_p")
                    + ";"
                    + AlikeCases.track("o_c")
                    + """
                    ;INSERT INTO directus_fields (collection, field, special)
                      VALUES ('o_p', 'cs', 'o2m');
                    INSERT INTO directus_relations
                      (many_collection, many_field, one_collection, one_field)
                      VALUES ('o_c', 'p', 'o_p', NULL), ('o_c', 'q', 'o_p', 'cs'),
                        ('o_c', 'r', 'o_p', NULL)
                    """,
                """
                DROP TABLE pair, img, o_c, o_p;
                DELETE FROM directus_relations WHERE many_collection = 'o_c';
                DELETE FROM directus_fields WHERE collection IN ('o_c', 'o_p');
                DELETE FROM directus_collections WHERE collection IN ('o_c', 'o_p')
                """,
                "low collection_added o_c",
                "low collection_added o_p",
                "low table_added img",
                "low table_added pair")
            .disagreeing(
                "high foreign_key_action_forbidden img.a img_a_fkey",
                "high foreign_key_action_forbidden o_c.p o_c_p_fkey",
                "high foreign_key_action_forbidden pair pair_t_q_fkey",
                "high foreign_key_to_other_column o_c.r o_c_r_fkey",
                "high relation_deselect_action_forbidden o_c.q one_deselect_action",
                "medium untracked_table img",
                "medium untracked_table pair"));
  }
}
