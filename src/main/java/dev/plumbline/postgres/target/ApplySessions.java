package dev.plumbline.postgres.target;

/** How sessions of Directus that change the schema are found. */
final class ApplySessions {
  /** Tables of Directus that every change of the schema writes to. */
  static final String METADATA = "'directus_collections', 'directus_fields', 'directus_relations'";

  /**
   * The role that Directus connects as: as configured, else the owner of its tables if it may log
   * in. Parameters: schema, configured role.
   */
  static final String ROLE =
      """
      SELECT r.oid::bigint, r.rolname,
             me.rolsuper OR NOT coalesce(r.rolsuper, false)
               AND (pg_has_role('pg_signal_backend', 'USAGE') OR coalesce(pg_has_role(r.oid, 'USAGE'), false)),
             me.rolsuper OR pg_has_role('pg_read_all_stats', 'USAGE')
               OR coalesce(pg_has_role(r.oid, 'USAGE'), false)
        FROM pg_roles me
        JOIN pg_class c ON c.relname = 'directus_fields'
        JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = ?
        LEFT JOIN pg_roles r ON CASE WHEN ?::text IS NULL THEN r.oid = c.relowner AND r.rolcanlogin
                                     ELSE r.rolname = ?::text END
       WHERE me.rolname = current_user
      """;

  /** Parameters: schema, names of tables. */
  static final String TABLES =
      """
      SELECT c.oid::bigint FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = ? AND c.relname = ANY (?::text[]) AND c.relkind IN ('r', 'p')
      """;

  /**
   * A scalar subquery, so that locks are read only if there is such a session at all. The lock of a
   * statement that waits may come before there is a transaction id. Parameters: role twice, begin
   * of the watching, planned tables twice, tables of Directus.
   */
  static final String WATCHED =
      """
      SELECT a.pid, a.xact_start::text, a.backend_xid::text::bigint,
             coalesce(a.wait_event_type = 'Lock', false), coalesce(a.state = 'active', false)
        FROM pg_stat_activity a
       WHERE a.datname = current_database() AND a.backend_type = 'client backend'
         AND (?::bigint IS NULL OR a.usesysid = ?::bigint) AND a.pid <> pg_backend_pid()
         AND a.xact_start >= ?::timestamptz
         AND (SELECT count(*) FROM pg_locks l
               WHERE l.pid = a.pid AND l.locktype = 'relation'
                 AND (l.mode = 'AccessExclusiveLock' AND l.relation = ANY (?::oid[])
                      OR l.mode = 'RowExclusiveLock' AND l.relation = ANY (?::oid[]))) > 0
       ORDER BY (SELECT count(*) FROM pg_locks l
                  WHERE l.pid = a.pid AND l.mode = 'AccessExclusiveLock'
                    AND l.relation = ANY (?::oid[])) DESC, a.xact_start
      """;

  /**
   * The same by what everybody may see: a transaction is known by its virtual id, which no other
   * has, instead of its begin. Parameters: virtual ids of transactions that began before the
   * watching, and otherwise the same.
   */
  static final String WATCHED_BY_LOCKS =
      """
      WITH locks AS MATERIALIZED (SELECT * FROM pg_locks)
      SELECT a.pid, v.virtualtransaction, a.backend_xid::text::bigint,
             EXISTS (SELECT FROM locks w WHERE w.pid = a.pid AND NOT w.granted), true
        FROM pg_stat_activity a
        JOIN locks v ON v.pid = a.pid AND v.locktype = 'virtualxid' AND v.mode = 'ExclusiveLock'
       WHERE a.datname = current_database()
         AND (?::bigint IS NULL AND a.usesysid IS NOT NULL OR a.usesysid = ?::bigint)
         AND a.pid <> pg_backend_pid() AND v.virtualtransaction <> ALL (?::text[])
         AND EXISTS (SELECT FROM locks l
                      WHERE l.pid = a.pid AND l.locktype = 'relation'
                        AND (l.mode = 'AccessExclusiveLock' AND l.relation = ANY (?::oid[])
                             OR l.mode = 'RowExclusiveLock' AND l.relation = ANY (?::oid[])))
       ORDER BY (SELECT count(*) FROM locks l
                  WHERE l.pid = a.pid AND l.mode = 'AccessExclusiveLock'
                    AND l.relation = ANY (?::oid[])) DESC, v.virtualtransaction
      """;

  /** Of all sessions, as an array. */
  static final String OPEN_TRANSACTIONS =
      "SELECT coalesce(array_agg(DISTINCT virtualtransaction), '{}')::text FROM pg_locks";

  /** Everybody may see this much. Parameters: schema, role twice. */
  static final String ANY_CHANGE =
      """
      SELECT DISTINCT a.pid
        FROM pg_locks l
        JOIN pg_class c ON c.oid = l.relation AND c.relkind IN ('r', 'p')
        JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = ?
        JOIN pg_stat_activity a ON a.pid = l.pid
       WHERE l.locktype = 'relation' AND a.datname = current_database()
         AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
         AND a.usesysid IS NOT NULL AND (?::bigint IS NULL OR a.usesysid = ?::bigint)
         AND a.pid <> pg_backend_pid()
         AND (l.mode = 'AccessExclusiveLock'
              OR l.mode = 'RowExclusiveLock' AND c.relname IN (%s))
      """
          .formatted(METADATA);

  /** Of sessions and of prepared transactions. Parameters: schema, names of tables, seconds. */
  static final String LONG =
      """
      WITH locked AS (
        SELECT l.pid, l.virtualtransaction, string_agg(DISTINCT c.relname, ', ' ORDER BY c.relname) AS tables
          FROM pg_locks l
          JOIN pg_class c ON c.oid = l.relation
          JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = ?
         WHERE l.locktype = 'relation' AND l.granted AND c.relname = ANY (?::text[])
           AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
         GROUP BY 1, 2)
      SELECT a.pid, coalesce(a.usename, '?'), coalesce(a.application_name, ''),
             coalesce(a.state, ''), extract(epoch FROM clock_timestamp() - a.xact_start)::bigint,
             locked.tables, ''
        FROM locked JOIN pg_stat_activity a ON a.pid = locked.pid
       WHERE a.pid <> pg_backend_pid()
         AND (a.xact_start IS NULL OR a.xact_start < clock_timestamp() - ?::float8 * interval '1 second')
      UNION ALL
      SELECT 0, p.owner, '', '', extract(epoch FROM clock_timestamp() - p.prepared)::bigint,
             locked.tables, p.gid
        FROM locked JOIN pg_prepared_xacts p
          ON locked.pid IS NULL AND locked.virtualtransaction = '-1/' || p.transaction::text
       WHERE p.prepared < clock_timestamp() - ?::float8 * interval '1 second'
       ORDER BY 1, 7
      """;

  /**
   * Who waits for an exclusive lock on a table that is held for {@link
   * dev.plumbline.postgres.target.late.TableGuard}, and for nothing else. Parameters: ids of
   * tables, process ids of our sessions, twice.
   */
  static final String WAITING =
      """
      SELECT l.pid, l.relation::bigint
        FROM pg_locks l
       WHERE l.locktype = 'relation' AND NOT l.granted AND l.mode = 'AccessExclusiveLock'
         AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
         AND l.relation = ANY (?::oid[])
         AND pg_blocking_pids(l.pid) && ?::int[] AND pg_blocking_pids(l.pid) <@ ?::int[]
      """;

  /** Parameters: a session that waits, twice, and process ids of our sessions. */
  static final String BLOCKING =
      """
      SELECT b.pid, coalesce(b.usename, '?'), coalesce(b.application_name, ''),
             coalesce(b.state, ''), extract(epoch FROM clock_timestamp() - b.xact_start)::bigint,
             coalesce((SELECT string_agg(DISTINCT c.relname, ', ') FROM pg_locks w
                         JOIN pg_class c ON c.oid = w.relation
                        WHERE w.pid = ? AND NOT w.granted), '')
        FROM pg_stat_activity b
       WHERE b.pid = ANY (pg_blocking_pids(?)) AND b.pid <> ALL (?::int[]) ORDER BY b.pid
      """;

  /** Only if it still is the same transaction and still waits. Parameters: pid, xact_start. */
  static final String CANCEL =
      """
      SELECT pg_cancel_backend(pid) FROM pg_stat_activity
       WHERE pid = ? AND xact_start = ?::timestamptz AND wait_event_type = 'Lock'
      """;

  /** Likewise, if it does not work. */
  static final String TERMINATE =
      """
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE pid = ? AND xact_start = ?::timestamptz
         AND (wait_event_type = 'Lock' OR state LIKE 'idle in transaction%')
      """;

  /** With the upper half of the id, which is that of a transaction that begun lately. */
  static final String STATUS =
      """
      SELECT coalesce(txid_status(CASE WHEN whole > next THEN whole - 4294967296 ELSE whole END), '')
        FROM (SELECT next, (next >> 32 << 32) + ? AS whole
                FROM (SELECT txid_snapshot_xmax(txid_current_snapshot()) AS next) AS now) AS ids
      """;

  private ApplySessions() {}
}
