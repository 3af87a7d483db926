package dev.plumbline.faces;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.plan.Plan;
import dev.plumbline.store.backup.DatabaseContent;
import dev.plumbline.sync.port.SchemaApply;
import dev.plumbline.sync.port.TargetDatabase;
import dev.plumbline.sync.port.TargetException;
import dev.plumbline.sync.port.TargetSession;
import dev.plumbline.sync.verify.TargetVerifier;
import java.time.Duration;
import java.util.Optional;

/** Nothing can be written in a test of the faces. */
final class NoTargets implements TargetDatabase, SchemaApply, TargetVerifier {
  private static final String WHY = "nothing is changed in this test";

  @Override
  public TargetSession open(EnvironmentId target) throws TargetException {
    throw new TargetException(WHY);
  }

  @Override
  public Outcome apply(EnvironmentId target, String payload, Duration deadline) {
    return new Outcome.NotSent(WHY);
  }

  @Override
  public Optional<String> clearCaches(EnvironmentId target) {
    return Optional.of(WHY);
  }

  @Override
  public Presence presence(EnvironmentId target, Duration deadline) {
    return Presence.SILENT;
  }

  @Override
  public Preparation prepare(Plan plan) {
    return new Preparation() {
      @Override
      public Before before() throws TargetException {
        throw new TargetException(WHY);
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public Result verifyAgainst(Plan plan, DatabaseContent backup) throws TargetException {
    throw new TargetException(WHY);
  }
}
