package dev.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.PathTestHelper;
import io.quarkus.test.common.TestClassIndexer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class QuarkusTestIndexTest {
  private final Path index =
      PathTestHelper.getTestClassesLocation(getClass()).resolve(TestClassIndexer.TEST_CLASSES_IDX);

  /**
   * What Quarkus does before and after its tests in one process, while another one runs its own.
   */
  @Test
  void noProcessWritesOrDeletesTheIndexThatAnotherOneReads() {
    TestClassIndexer.writeIndex(TestClassIndexer.indexTestClasses(getClass()), getClass());
    assertThat(index).isDirectory();

    assertThatThrownBy(() -> TestClassIndexer.removeIndex(getClass()))
        .as("Quarkus ignores this")
        .isInstanceOf(IllegalStateException.class);
    assertThat(index).isDirectory();
  }
}
