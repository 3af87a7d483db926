package dev.plumbline.lab.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserCacheTest {
  @Test
  void cacheIsTheLaboratorysOwnThenTheUsers() {
    assertThat(
            UserCache.folder(
                Map.of("PLUMBLINE_LABORATORY_CACHE", "/own", "XDG_CACHE_HOME", "/user")))
        .isEqualTo(Path.of("/own"));
    assertThat(UserCache.folder(Map.of("XDG_CACHE_HOME", "/user")))
        .isEqualTo(Path.of("/user/plumbline"));
    assertThat(UserCache.folder(Map.of()))
        .isEqualTo(Path.of(System.getProperty("user.home"), ".cache", "plumbline"));
  }
}
