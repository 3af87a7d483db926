package dev.plumbline.testkit;

import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.store.backup.Backup.Dump;
import dev.plumbline.store.backup.Backup.Proof;
import dev.plumbline.store.backup.DatabaseContent;
import dev.plumbline.store.backup.DatabaseContent.Position;
import dev.plumbline.store.backup.DatabaseContent.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is known of backups, with names and numbers that are hard to store. */
public final class SampleBackups {
  private SampleBackups() {}

  /** A file that is complete since then. */
  public static Dump dump(Instant at, long bytes) {
    return new Dump(
        "staging/20261130T120000Z-00000001.dump",
        bytes,
        "ab".repeat(32),
        at.minusSeconds(60),
        at,
        "18.1",
        "15.15",
        Optional.of(4_294_968_000L),
        new DatabaseContent(
            15,
            new DatabaseContent.Locale("UTF8", "C", "de_DE.UTF-8"),
            new TreeSet<>(Set.of("directus", "O'Brien \"x\"")),
            new Fingerprint("cd".repeat(32)),
            new TreeMap<>(Map.of("index articles.a", "ef".repeat(32))),
            new TreeMap<>(Map.of("public.\"Artikel\"", new Rows(3, "01".repeat(32)))),
            new TreeMap<>(Map.of("public.s", new Position(Long.MIN_VALUE, Long.MAX_VALUE)))));
  }

  /** The same without the rows of these tables, with their schema, as SQL writes it. */
  public static Dump narrowed(Dump dump, String... withoutRows) {
    DatabaseContent content = dump.content();
    return new Dump(
        dump.file(),
        dump.bytes(),
        dump.sha256(),
        dump.begunAt(),
        dump.endedAt(),
        dump.client(),
        dump.server(),
        dump.horizon(),
        new DatabaseContent(
            content.major(),
            content.locale(),
            content.roles(),
            content.snapshot(),
            content.objects(),
            content.tables(),
            new TreeSet<>(Set.of(withoutRows)),
            content.sequences()));
  }

  /** A restore that ended then. */
  public static Proof proof(Instant at, String... differences) {
    return new Proof(
        at.minusSeconds(60), at, "a server", Duration.ofMillis(1500), List.of(differences));
  }
}
