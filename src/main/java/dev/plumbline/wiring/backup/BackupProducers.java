package dev.plumbline.wiring.backup;

import dev.plumbline.backup.BackupListener;
import dev.plumbline.backup.BackupParts;
import dev.plumbline.backup.Backups;
import dev.plumbline.backup.port.BackupFiles;
import dev.plumbline.backup.port.DumpPrograms;
import dev.plumbline.backup.port.ProofServer;
import dev.plumbline.backup.restore.BackupRestorer;
import dev.plumbline.configuration.BackupPolicy;
import dev.plumbline.configuration.Settings;
import dev.plumbline.embedded.EmbeddedProofServer;
import dev.plumbline.encryption.AgeEncryption;
import dev.plumbline.http.admission.AbandonedRequests;
import dev.plumbline.jdbc.backup.JdbcBackupStore;
import dev.plumbline.jdbc.sql.RequestConnections;
import dev.plumbline.jdbc.sql.StoreAddress;
import dev.plumbline.pgdump.ClientFinder;
import dev.plumbline.planning.readiness.ProofServerReader;
import dev.plumbline.postgres.dump.PostgresDumpSource;
import dev.plumbline.postgres.dump.ScratchDatabases;
import dev.plumbline.postgres.dump.ScratchServerFacts;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.backup.BackupStore;
import dev.plumbline.store.run.RunStore;
import dev.plumbline.wiring.ForWork;
import dev.plumbline.wiring.Pool;
import io.quarkus.agroal.DataSource;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;

/** Backups, once for requests and once for what is done on schedule. */
@Singleton
class BackupProducers {
  /** Beside the files, so that it has as much space as they need. */
  private static final String SCRATCH = "scratch";

  private static final String CONFIGURED = "the server of plumbline.backups.scratch";

  @Produces
  @Singleton
  @ForWork
  BackupStore backupStore(javax.sql.DataSource work, StoreAddress address) {
    return new JdbcBackupStore(work, address);
  }

  @Produces
  @Singleton
  BackupStore requestedBackupStore(
      @DataSource(Pool.REQUESTS) javax.sql.DataSource requests,
      AbandonedRequests abandoned,
      StoreAddress address) {
    return new JdbcBackupStore(new RequestConnections(requests, abandoned::isClientGone), address);
  }

  @Produces
  @Singleton
  BackupFiles backupFiles(Settings settings) {
    return new BackupFiles(settings.backups().encryption().map(AgeEncryption::new));
  }

  @Produces
  @Singleton
  DumpPrograms dumpPrograms(Settings settings, BackupFiles files) {
    return new ClientFinder(
        settings.backups().client(), Optional.ofNullable(System.getenv("PATH")).orElse(""), files);
  }

  @Produces
  @Singleton
  ProofServerReader proofServerReader(Settings settings) {
    return settings
        .backups()
        .scratch()
        .<ProofServerReader>map(database -> new ScratchServerFacts(database, CONFIGURED))
        .orElseGet(() -> embedded(settings));
  }

  private static EmbeddedProofServer embedded(Settings settings) {
    BackupPolicy.Means means = settings.backups();
    return new EmbeddedProofServer(means.directory().resolve(SCRATCH), means.deadline());
  }

  @Produces
  @Singleton
  BackupRestorer backupRestorer(Settings settings, DumpPrograms programs) {
    BackupPolicy.Means means = settings.backups();
    ProofServer server =
        means
            .scratch()
            .map(database -> ProofServer.of(database, CONFIGURED))
            .orElseGet(() -> embedded(settings));
    return new BackupRestorer(
        programs,
        new ScratchDatabases(server, means.deadline(), UUID::randomUUID),
        means.directory());
  }

  @Produces
  @Singleton
  Backups backups(
      Settings settings,
      @ForWork BackupStore store,
      @ForWork MonitorStore findings,
      @ForWork RunStore runs,
      DumpPrograms programs,
      BackupFiles files,
      BackupRestorer restorer,
      BackupListener listener,
      @VirtualThreads ExecutorService executor,
      Clock clock) {
    return new Backups(
        settings,
        store,
        findings,
        new BackupParts(
            new PostgresDumpSource(),
            programs,
            files,
            restorer,
            environment ->
                runs.backups(environment, clock.instant().minus(settings.runs().rollbackWithin()))),
        listener,
        executor,
        clock,
        UUID::randomUUID);
  }
}
