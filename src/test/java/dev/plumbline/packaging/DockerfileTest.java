package dev.plumbline.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What {@code ImageIT} does not see: it takes an application that was built before, and base images
 * of its own.
 */
class DockerfileTest {
  private static final Pattern COPY = Pattern.compile("COPY (?!--from)(.+) \\S+");
  private static final Pattern BASE = Pattern.compile("ARG J[DR][KE]_IMAGE=(.+)");

  @Test
  void everythingThatIsCopiedExistsAndReachesTheBuilder() throws IOException {
    List<String> sources =
        lines(COPY).flatMap(line -> Pattern.compile(" ").splitAsStream(line)).toList();

    assertThat(
            Files.readAllLines(Path.of(".dockerignore")).stream().filter(l -> !l.startsWith("#")))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(Stream.of("*"), sources.stream().map(source -> "!" + source)).toList());
    assertThat(sources)
        .filteredOn(source -> !source.startsWith("target/"))
        .hasSizeGreaterThan(3)
        .allSatisfy(source -> assertThat(Path.of(source)).exists());
  }

  @Test
  void baseImagesArePinnedAndHaveOneVersionOfJava() throws IOException {
    List<String> images = lines(BASE).toList();

    assertThat(images).hasSize(2);
    assertThat(images.getFirst()).matches(".+:\\d+(\\.\\d+)+_\\d+-jdk-[a-z]+");
    assertThat(images.getLast()).isEqualTo(images.getFirst().replace("-jdk-", "-jre-"));
  }

  /** It must be found by what looks for it, and on glibc that is old enough for the base image. */
  @Test
  void clientIsPinnedAndOfADebianThatIsOlderThanTheBaseImage() throws IOException {
    assertThat(lines(Pattern.compile("ARG CLIENT_IMAGE=(.+)")))
        .singleElement()
        .asString()
        .matches(".+/postgres:18\\.\\d+-bookworm");
    assertThat(lines(Pattern.compile("COPY --from=programs /client (.+)")))
        .containsExactly("/opt/postgresql");
    assertThat(lines(Pattern.compile("ENV PATH=\"([^:]+):.+")))
        .containsExactly("/opt/postgresql/bin");
  }

  private static Stream<String> lines(Pattern pattern) throws IOException {
    return Files.readAllLines(Path.of("docker/Dockerfile")).stream()
        .map(pattern::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1));
  }
}
