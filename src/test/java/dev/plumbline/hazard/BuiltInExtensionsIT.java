package dev.plumbline.hazard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.hazard.rules.platform.BuiltInExtensions;
import dev.plumbline.lab.directus.DirectusInstallation;
import dev.plumbline.lab.directus.DirectusVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No interface or display that is part of the app of Directus is taken for an extension's. */
class BuiltInExtensionsIT {
  /** As the build of the app writes {@code defineInterface} and {@code defineDisplay}. */
  private static final Pattern DEFINITION =
      Pattern.compile("id:[`\"']([a-z0-9-]+)[`\"'],name:[`\"']\\$t:(interfaces|displays)\\.");

  @ParameterizedTest
  @EnumSource(DirectusVersion.class)
  void everyOneOfTheAppIsKnown(DirectusVersion version) throws IOException {
    Path modules =
        Objects.requireNonNull(DirectusInstallation.of(version).cli().getParent())
            .resolveSibling("");
    Set<String> interfaces = new TreeSet<>();
    Set<String> displays = new TreeSet<>();
    try (Stream<Path> files = Files.list(modules.resolve("@directus/app/dist/assets"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".js")).toList()) {
        Matcher matcher = DEFINITION.matcher(Files.readString(file));
        while (matcher.find()) {
          (matcher.group(2).equals("displays") ? displays : interfaces).add(matcher.group(1));
        }
      }
    }

    assertThat(interfaces).hasSizeGreaterThan(40);
    assertThat(displays).hasSizeGreaterThan(15);
    assertThat(interfaces).allMatch(BuiltInExtensions::hasInterface);
    assertThat(displays).allMatch(BuiltInExtensions::hasDisplay);
    // These are called something else on the screen.
    assertThat(Set.of("list-m2a", "list-o2m-tree-view", "select-dropdown", "translations"))
        .allMatch(BuiltInExtensions::hasInterface);
    assertThat(Set.of("seo", "")).noneMatch((Predicate<String>) BuiltInExtensions::hasInterface);
  }
}
