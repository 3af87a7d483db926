package dev.plumbline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.lab.service.ServiceProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadConfigurationIT {
  @Test
  void everythingThatIsWrongIsToldAtOnceAndItExits(@TempDir Path folder) {
    ServiceProcess service =
        new ServiceProcess(
            folder,
            Map.of(
                "plumbline.environments.local.tier", "lokal",
                "plumbline.environments.local.directus.url", "localhost:8055",
                "plumbline.comparisons.up.source", "local",
                "plumbline.comparisons.up.target", "stagin",
                "plumbline.comparisons.up.ignore[0].subject", "articles.[",
                "plumbline.store.retention", "ninety days"),
            "",
            List.of());

    assertThat(service.startExpectingExit()).isEqualTo(1);

    assertThat(service.log())
        .contains(
            "plumbline.environments.local.tier",
            "plumbline.environments.local.directus.url",
            "plumbline.comparisons.up.target",
            "plumbline.comparisons.up.ignore[0]",
            "plumbline.store.retention")
        .doesNotContain("Exception");
  }
}
