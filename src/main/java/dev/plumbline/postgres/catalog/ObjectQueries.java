package dev.plumbline.postgres.catalog;

import dev.plumbline.catalog.Catalog.ColumnType;
import dev.plumbline.catalog.DatabaseProperties;
import dev.plumbline.catalog.SchemaObjects;
import dev.plumbline.catalog.SchemaObjects.Extension;
import dev.plumbline.catalog.SchemaObjects.Owner;
import dev.plumbline.catalog.SchemaObjects.Routine;
import dev.plumbline.catalog.SchemaObjects.Sequence;
import dev.plumbline.catalog.SchemaObjects.UserType;
import dev.plumbline.postgres.catalog.setting.RoleQueries;
import dev.plumbline.postgres.catalog.setting.Rows;
import dev.plumbline.postgres.catalog.setting.SettingQueries;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/** Reads what a schema holds beside tables. */
final class ObjectQueries {
  /**
   * From the columns of the catalog: {@code pg_get_functiondef} prints the modes of a procedure's
   * arguments since PostgreSQL 14. Only defaults of arguments and a body that is not a text (since
   * 14) have to be printed. Of an aggregate it is what its functions are. The constructors of a
   * range come with it.
   */
  private static final String ROUTINES =
      """
      SELECT p.proname || '(' || oidvectortypes(p.proargtypes) || ')', l.lanname,
             encode(sha256(convert_to(
               CASE p.prokind
                 WHEN 'a' THEN concat_ws(' ', pg_get_function_arguments(p.oid),
                   pg_get_function_result(p.oid), a.aggkind::text, a.aggtransfn, a.aggfinalfn,
                   a.aggcombinefn, a.aggserialfn, a.aggdeserialfn, a.aggmtransfn, a.aggminvtransfn,
                   a.aggmfinalfn, a.aggsortop::regoperator, format_type(a.aggtranstype, NULL),
                   format_type(a.aggmtranstype, NULL), a.agginitval, a.aggminitval, p.proparallel::text)
                 ELSE jsonb_build_array(p.prokind, p.provolatile, p.proisstrict, p.prosecdef,
                   p.proleakproof, p.proparallel, p.procost, p.prorows, p.prosupport::regproc,
                   p.proconfig, p.proargnames, p.proargmodes,
                   ARRAY(SELECT format_type(t.type, NULL)
                           FROM unnest(coalesce(p.proallargtypes, p.proargtypes::oid[]))
                                WITH ORDINALITY t (type, number) ORDER BY t.number),
                   p.protrftypes::regtype[], p.proretset, format_type(p.prorettype, NULL), p.probin,
                   p.prosrc, %1$s)::text END, 'UTF8')), 'hex'),
             pg_get_expr(p.proargdefaults, 0)
        FROM pg_proc p
        JOIN pg_language l ON l.oid = p.prolang
        LEFT JOIN pg_aggregate a ON a.aggfnoid = p.oid
       WHERE p.pronamespace = ?::oid AND p.oid NOT IN %2$s
         AND NOT EXISTS (SELECT FROM pg_depend d
                          WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid
                            AND d.deptype = 'i')
      """;

  /** Those of our schema, and those of other schemas that our columns have. */
  private static final String TYPES_OF_OURS =
      """
      (t.typnamespace = ?::oid
        OR t.typnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
           AND t.oid IN (
             SELECT CASE c.typcategory WHEN 'A' THEN c.typelem ELSE c.oid END
               FROM pg_type c WHERE c.oid = ANY (%%s)))
         AND t.oid NOT IN %s"""
          .formatted(Rows.ofExtensions("pg_type"));

  private static final String ELSEWHERE =
      """
      CASE WHEN t.typnamespace <> ?::oid THEN
               (SELECT nspname FROM pg_namespace n WHERE n.oid = t.typnamespace) END""";

  private static final String ENUMS =
      """
      SELECT t.typname, %s,
             ARRAY(SELECT e.enumlabel::text FROM pg_enum e
                               WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder)
        FROM pg_type t WHERE t.typtype = 'e' AND %s
      """
          .formatted(ELSEWHERE, TYPES_OF_OURS);

  private static final String DOMAINS =
      """
      SELECT t.typname, %s, format_type(t.typbasetype, NULL), t.typtypmod, t.typnotnull,
             pg_get_expr(t.typdefaultbin, 0),
             ARRAY(SELECT pg_get_constraintdef(c.oid) FROM pg_constraint c
                    WHERE c.contypid = t.oid AND c.contype = 'c')
        FROM pg_type t WHERE t.typtype = 'd' AND %s
      """
          .formatted(ELSEWHERE, TYPES_OF_OURS);

  /** The row types of tables are left out; a multirange comes with its range. */
  private static final String OTHER_TYPES =
      """
      SELECT t.typname, %s,
             CASE t.typtype
               WHEN 'r' THEN (
                 SELECT concat_ws(' ', 'RANGE OF', format_type(r.rngsubtype, NULL),
                          'CANONICAL ' || nullif(r.rngcanonical, 0)::regproc,
                          'DIFFERENCE ' || nullif(r.rngsubdiff, 0)::regproc)
                   FROM pg_range r WHERE r.rngtypid = t.oid)
               ELSE (
                 SELECT string_agg(
                          quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod),
                          ', ' ORDER BY a.attnum)
                   FROM pg_attribute a
                  WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped)
             END
        FROM pg_type t
        LEFT JOIN pg_class c ON c.oid = t.typrelid
       WHERE (t.typtype = 'r' OR c.relkind = 'c') AND %s
      """
          .formatted(ELSEWHERE, TYPES_OF_OURS);

  /** {@code pg_sequences} hides what a role has no grant on, {@code pg_sequence} does not. */
  private static final String SEQUENCES =
      """
      SELECT c.oid, c.relname, format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, s.seqmin,
             s.seqmax, s.seqcache, s.seqcycle, c.relpersistence = 'u'
        FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid
       WHERE c.relnamespace = ?::oid AND c.oid NOT IN %s
      """
          .formatted(Rows.ofExtensions("pg_class"));

  private static final String EXTENSIONS =
      """
      SELECT e.extname, e.extversion, n.nspname
        FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
      """;

  private static final String SCHEMAS =
      """
      SELECT nspname FROM pg_namespace
       WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' AND oid NOT IN %s
      """
          .formatted(Rows.ofExtensions("pg_namespace"));

  private ObjectQueries() {}

  /** What was read, but for who owns the sequences: that is read with the tables. */
  interface Objects {
    /**
     * @param owner of the sequence with this object id
     */
    SchemaObjects with(LongFunction<Optional<Owner>> owner);
  }

  static Objects run(Rows rows, ColumnRows columns, DirectusSession directus) throws SQLException {
    List<Routine> routines = new ArrayList<>();
    rows.each(
        ROUTINES.formatted(
            rows.since(14, "pg_get_function_sqlbody(p.oid)", "NULL::text"),
            Rows.ofExtensions("pg_proc")),
        row ->
            routines.add(
                new Routine(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    Optional.ofNullable(row.getString(4)))));
    Map<Long, Sequence> sequences = new HashMap<>();
    rows.each(SEQUENCES, row -> sequences.put(row.getLong(1), sequence(row)));
    List<Extension> extensions = new ArrayList<>();
    rows.each(
        EXTENSIONS,
        row -> extensions.add(new Extension(row.getString(1), row.getString(2), row.getString(3))));
    List<String> schemas = new ArrayList<>();
    rows.each(SCHEMAS, row -> schemas.add(row.getString(1)));
    List<UserType> types = types(rows, columns.types());
    DatabaseProperties properties = surroundings(rows, columns, directus);
    return owner ->
        new SchemaObjects(
            routines.stream().sorted(Comparator.comparing(Routine::signature)).toList(),
            types,
            owned(sequences, owner),
            extensions.stream().sorted(Comparator.comparing(Extension::name)).toList(),
            schemas.stream().sorted().toList(),
            properties);
  }

  /** A single table of that name may be an import; these two are a Directus. */
  private static final String OTHER_DIRECTUS =
      """
      SELECT n.nspname FROM pg_namespace n
       WHERE n.oid <> ?::oid AND n.nspname !~ '^pg_temp_'
         AND (SELECT count(*) FROM pg_class c
               WHERE c.relnamespace = n.oid AND c.relkind = 'r'
                 AND c.relname IN ('directus_collections', 'directus_fields')) = 2
      """;

  private static DatabaseProperties surroundings(
      Rows rows, ColumnRows columns, DirectusSession directus) throws SQLException {
    return new DatabaseProperties(
        RoleQueries.run(rows, directus.role()),
        directus.settings(),
        SettingQueries.stale(rows, columns.collations()),
        otherDirectus(rows),
        FlowQueries.run(rows),
        directus.searched());
  }

  private static List<String> otherDirectus(Rows rows) throws SQLException {
    List<String> schemas = new ArrayList<>();
    rows.each(OTHER_DIRECTUS, row -> schemas.add(row.getString(1)));
    return schemas.stream().sorted().toList();
  }

  private static List<UserType> types(Rows rows, String ofColumns) throws SQLException {
    List<UserType> types = new ArrayList<>();
    rows.each(
        ENUMS.formatted(ofColumns),
        row -> types.add(new UserType.EnumType(row.getString(1), schema(row), Rows.texts(row, 3))));
    rows.each(
        DOMAINS.formatted(ofColumns),
        row ->
            types.add(
                new UserType.Domain(
                    row.getString(1),
                    schema(row),
                    new ColumnType(row.getString(3), row.getInt(4)),
                    !row.getBoolean(5),
                    Optional.ofNullable(row.getString(6)),
                    Rows.texts(row, 7).stream().sorted().toList())));
    rows.each(
        OTHER_TYPES.formatted(ofColumns),
        row ->
            types.add(
                new UserType.OtherType(
                    row.getString(1),
                    schema(row),
                    Optional.ofNullable(row.getString(3)).orElse(""))));
    return types.stream()
        .sorted(
            Comparator.comparing(UserType::name).thenComparing(type -> type.schema().orElse("")))
        .toList();
  }

  private static Optional<String> schema(ResultSet row) throws SQLException {
    return Optional.ofNullable(row.getString(2));
  }

  private static List<Sequence> owned(
      Map<Long, Sequence> sequences, LongFunction<Optional<Owner>> owner) {
    return sequences.entrySet().stream()
        .map(entry -> entry.getValue().ownedBy(owner.apply(entry.getKey())))
        .sorted(Comparator.comparing(Sequence::name))
        .toList();
  }

  private static Sequence sequence(ResultSet row) throws SQLException {
    return new Sequence(
        row.getString(2),
        row.getString(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        row.getLong(8),
        row.getBoolean(9),
        Optional.empty(),
        row.getBoolean(10));
  }
}
