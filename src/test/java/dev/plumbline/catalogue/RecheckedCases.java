package dev.plumbline.catalogue;

import java.util.List;

/**
 * A column of the target gets the type of the source while a constraint or an index of the target
 * uses it, which PostgreSQL checks or builds again.
 */
final class RecheckedCases {
  private static final String SHORTER = "critical field_length_changed r_w.a schema.max_length";
  private static final String OTHER_TYPE = "high field_type_changed r_w.a type";

  private RecheckedCases() {}

  static List<TwoSided> all() {
    return List.of(
        converted(
            "shorter texts break a check",
            "varchar(2)",
            """
            varchar(9) CHECK (length(a) > 2));
            INSERT INTO r_w (a) VALUES ('xyz')""",
            SHORTER,
            "medium check_constraint_removed r_w.r_w_a_check"),
        converted(
            "no text is shortened under a check",
            "varchar(8)",
            """
            varchar(9) CHECK (length(a) > 2));
            INSERT INTO r_w (a) VALUES ('xyz')""",
            SHORTER,
            "medium check_constraint_removed r_w.r_w_a_check"),
        converted(
            "a check compares numbers that become texts",
            "text",
            "int CHECK (a > 0))",
            OTHER_TYPE,
            "medium check_constraint_removed r_w.r_w_a_check"),
        converted(
            "shorter texts are equal in a unique constraint of two columns",
            "varchar(2)",
            """
            varchar(9), UNIQUE (a, b));
            INSERT INTO r_w (a, b) VALUES ('xyz', 1), ('xya', 1)""",
            SHORTER,
            "medium unique_constraint_removed r_w.r_w_a_b_key"),
        converted(
            "shorter texts are equal in a unique index of some rows",
            "varchar(2)",
            """
            varchar(9)); CREATE UNIQUE INDEX r_some ON r_w (a) WHERE b > 0;
            INSERT INTO r_w (a, b) VALUES ('xyz', 1), ('xya', 1)""",
            SHORTER,
            "medium index_removed r_w.r_some"),
        converted(
            "shorter texts are equal in a unique index of an expression",
            "varchar(2)",
            """
            varchar(9)); CREATE UNIQUE INDEX r_lower ON r_w (lower(a));
            INSERT INTO r_w (a) VALUES ('xyz'), ('xya')""",
            SHORTER,
            "medium index_removed r_w.r_lower"),
        converted(
            "an index has operators of the old type",
            "text); CREATE INDEX r_gin ON r_w (a",
            "jsonb); CREATE INDEX r_gin ON r_w USING gin (a)",
            OTHER_TYPE,
            "low index_removed r_w.r_gin"),
        converted(
            "a foreign key of two columns has another type",
            "text",
            """
            int, UNIQUE (c, b), FOREIGN KEY (a, b) REFERENCES r_w (c, b))
            """,
            OTHER_TYPE,
            "high foreign_key_removed r_w.r_w_a_b_fkey",
            "medium unique_constraint_removed r_w.r_w_c_b_key"),
        inherited());
  }

  /**
   * @param target from the type of the column on
   */
  private static TwoSided converted(String name, String type, String target, String... expected) {
    String track = ";" + AlikeCases.track("r_w");
    String start = "CREATE TABLE r_w (id serial PRIMARY KEY, b int, c int, a ";
    return TwoSided.of(
        name,
        Step.sql(start + type + ")" + track),
        Step.sql(start + target + track),
        FieldReportCases.drop("r_w"),
        expected);
  }

  private static TwoSided inherited() {
    String track = ";" + AlikeCases.track("r_w");
    return TwoSided.of(
        "an inherited column is shortened",
        Step.sql("CREATE TABLE r_w (id serial PRIMARY KEY, a varchar(2))" + track),
        Step.sql(
            "CREATE TABLE r_p (a varchar(9)); CREATE TABLE r_w (id serial PRIMARY KEY) INHERITS (r_p)"
                + track),
        FieldReportCases.drop("r_w").then(Step.sql("DROP TABLE IF EXISTS r_p")),
        SHORTER,
        "high table_removed r_p");
  }
}
