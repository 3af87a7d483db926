package dev.plumbline.hazard.means;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.hazard.Hazard;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.means.RunFacts.BackupRole;
import dev.plumbline.hazard.means.RunFacts.Content;
import dev.plumbline.hazard.means.RunFacts.Narrowing;
import dev.plumbline.hazard.means.RunFacts.Proof;
import dev.plumbline.hazard.means.RunFacts.ProofFacts;
import dev.plumbline.hazard.means.RunFacts.RunRole;
import dev.plumbline.hazard.means.RunFacts.TargetFacts;
import dev.plumbline.hazard.means.RunFacts.WriterRole;
import dev.plumbline.hazard.tables.NeededTables;
import dev.plumbline.hazard.tables.TableGraph;
import dev.plumbline.hazard.tables.TableGraph.Table;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Facts that lack nothing, and such that lack one thing each. */
public final class SampleFacts {
  public static final EnvironmentId PRODUCTION = new EnvironmentId("production");
  static final WriterRole WRITER = new WriterRole("plumbline_writer", true, true, false);
  static final BackupRole BACKUP = new BackupRole("plumbline_backup", List.of(), 0);
  static final TargetFacts TARGET = target(WRITER, BACKUP, "plpgsql");
  static final Proof PROOF = proof(17, "plpgsql");

  private static final TableGraph GRAPH =
      new TableGraph(
          Stream.of("articles", "events", "directus_files")
              .map(name -> new Table("public." + name, Optional.of(name), TableGraph.Kind.ROWS))
              .toList(),
          List.of());

  private SampleFacts() {}

  public static TargetFacts complete() {
    return TARGET;
  }

  static TargetFacts target(WriterRole writer, BackupRole backup, String... extensions) {
    return new TargetFacts(
        17,
        new Fact.Known<>(writer),
        new Fact.Known<>(backup),
        new TreeSet<>(List.of(extensions)),
        Optional.empty());
  }

  static Proof proof(int major, String... extensions) {
    return new Proof(
        "a server of Plumbline's own, PostgreSQL " + major,
        new Fact.Known<>(new ProofFacts(major, Set.of(extensions))));
  }

  static RunFacts facts(RunRole role, TargetFacts target, Proof proof) {
    return new RunFacts(
        PRODUCTION,
        true,
        role,
        Optional.of(new Fact.Known<>(target)),
        new Fact.Known<>(Optional.empty()),
        proof,
        Optional.empty());
  }

  /**
   * Of a plan that changes {@code articles}, on a target that has {@code events}, too.
   *
   * @param bytes size of the target's database
   */
  static RunFacts narrowed(long bytes, long above) {
    return new RunFacts(
        PRODUCTION,
        true,
        RunRole.WRITER,
        Optional.of(new Fact.Known<>(large(bytes))),
        new Fact.Known<>(Optional.empty()),
        PROOF,
        Optional.of(narrowing(above)));
  }

  /** A target that lacks nothing, with 2000 bytes in three tables. */
  public static TargetFacts large() {
    return large(2000);
  }

  private static TargetFacts large(long bytes) {
    return new TargetFacts(
        TARGET.major(),
        TARGET.writer(),
        TARGET.backup(),
        TARGET.extensions(),
        Optional.of(new Content(bytes, GRAPH)));
  }

  static Narrowing narrowing(long above) {
    return new Narrowing(above, "50GB", NeededTables.of(Set.of("articles")));
  }

  /** By code, facts in which only it is a hazard. */
  static Map<HazardCode, RunFacts> lacking() {
    Map<HazardCode, RunFacts> lacking = new EnumMap<>(HazardCode.class);
    lacking.put(HazardCode.WRITER_TOKEN_MISSING, RunFacts.withoutToken(PRODUCTION));
    lacking.put(HazardCode.WRITER_ROLE_MISSING, facts(RunRole.NONE, TARGET, PROOF));
    lacking.put(
        HazardCode.SESSIONS_NOT_VISIBLE,
        facts(
            RunRole.WRITER,
            target(new WriterRole("plumbline_writer", false, true, false), BACKUP, "plpgsql"),
            PROOF));
    lacking.put(
        HazardCode.SESSIONS_NOT_CANCELLED,
        facts(
            RunRole.WRITER,
            target(new WriterRole("plumbline_writer", true, false, false), BACKUP, "plpgsql"),
            PROOF));
    lacking.put(
        HazardCode.BACKUP_CLIENT_UNFIT,
        new RunFacts(
            PRODUCTION,
            true,
            RunRole.WRITER,
            Optional.of(new Fact.Known<>(TARGET)),
            new Fact.Known<>(Optional.of("there is no pg_dump on this machine")),
            PROOF,
            Optional.empty()));
    lacking.put(
        HazardCode.BACKUP_ROLE_UNFIT,
        facts(
            RunRole.WRITER,
            target(
                WRITER,
                new BackupRole("plumbline", List.of("public.directus_users"), 4),
                "plpgsql"),
            PROOF));
    lacking.put(HazardCode.PROOF_SERVER_UNFIT, facts(RunRole.WRITER, TARGET, proof(15, "plpgsql")));
    lacking.put(HazardCode.BACKUP_NARROWED, narrowed(53_687_091_201L, 53_687_091_200L));
    return lacking;
  }

  /** Of a run that goes without a role that writes, with a role that sees little. */
  static RunFacts watcher() {
    return facts(
        RunRole.WATCHER,
        target(new WriterRole("plumbline", false, false, false), BACKUP, "plpgsql"),
        PROOF);
  }

  /** What a run lacks that goes without a role that writes. */
  public static List<Hazard> withoutWriter() {
    return RunHazards.of(watcher());
  }

  /** Each hazard that they are. */
  public static List<Hazard> hazards() {
    return Stream.concat(
            lacking().values().stream().map(RunHazards::of).flatMap(List::stream),
            withoutWriter().stream())
        .toList();
  }
}
