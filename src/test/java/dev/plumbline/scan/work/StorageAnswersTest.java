package dev.plumbline.scan.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.Outcome;
import dev.plumbline.reading.Reason;
import dev.plumbline.scan.work.files.MissingFiles;
import dev.plumbline.store.state.Scan.State;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StorageAnswersTest {
  private static final String FILES = "directus_files";

  private final World world = new World();
  private final Check storage = world.storage("s3");
  private final Check binaries = world.binaries("s3");

  private void files(int number) {
    Random random = new Random(number);
    for (int i = 0; i < number; i++) {
      world.database.files.add(new UUID(random.nextLong(), random.nextLong()).toString());
    }
    world.database.table(FILES, number);
  }

  @Test
  void oneFileThatIsServedIsEnough() {
    files(20);
    world.missing.add(world.database.files.getFirst());

    assertThat(world.scan().state()).isEqualTo(State.DONE);

    assertThat(world.status(storage).outcome()).isEqualTo(new Outcome.Clean());
    assertThat(world.status(binaries).outcome()).isInstanceOf(Outcome.Violated.class);
    assertThat(world.asked.getFirst()).hasSize(MissingFiles.RATE);
    assertThat(world.findings()).containsExactly("file_without_binary directus_files open");
  }

  @Test
  void locationOutOfReachIsOneFindingAndNoFileIsAskedForByItself() {
    files(1000);
    world.outOfReach = true;

    world.scan();

    assertThat(world.status(storage).outcome())
        .isInstanceOfSatisfying(
            Outcome.Violated.class, violated -> assertThat(violated.count()).isEqualTo(1000));
    assertThat(world.status(binaries).outcome())
        .isInstanceOfSatisfying(
            Outcome.Unknown.class, unknown -> assertThat(unknown.isMissed()).isFalse());
    assertThat(world.asked).as("once, and once more after a while").hasSize(2);
    assertThat(world.findings()).containsExactly("storage_not_served directus_files open");

    world.outOfReach = false;
    world.scan();

    assertThat(world.findings()).containsExactly("storage_not_served directus_files resolved");
  }

  @Test
  void locationWhoseFilesAreAllRefusedIsNotServed() {
    files(7);
    world.missing.addAll(world.database.files);

    world.scan();

    assertThat(world.status(storage).outcome())
        .isInstanceOfSatisfying(
            Outcome.Violated.class, violated -> assertThat(violated.count()).isEqualTo(7));
    assertThat(world.findings()).containsExactly("storage_not_served directus_files open");
  }

  @Test
  void ofManyRefusedFilesASampleDecides() {
    files(1000);
    world.missing.addAll(world.database.files);

    world.scan();

    assertThat(world.asked.stream().mapToInt(keys -> keys.size()).sum())
        .isEqualTo(MissingFiles.SAMPLE);
    assertThat(world.findings()).containsExactly("storage_not_served directus_files open");
  }

  @Test
  void locationWithoutFilesIsServed() {
    files(0);

    world.scan();

    assertThat(world.status(storage).outcome()).isEqualTo(new Outcome.Clean());
    assertThat(world.asked).isEmpty();
  }

  @Test
  void apiThatDoesNotAnswerMakesBothUnknown() {
    files(7);
    world.apiFailure = Optional.of(Reason.UNREACHABLE);

    world.scan();

    assertThat(world.status(storage).outcome())
        .isEqualTo(new Outcome.Unknown(Reason.UNREACHABLE, "the API is gone"))
        .isEqualTo(world.status(binaries).outcome());
    assertThat(world.findings()).containsExactly("checks_unknown open");
  }
}
