package dev.plumbline.scan.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.integrity.CheckContext;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.CheckList;
import dev.plumbline.integrity.CheckList.Uncheckable;
import dev.plumbline.integrity.compile.field.FieldCheck;
import dev.plumbline.reading.Reason;
import dev.plumbline.scan.ScannedDatabase.State;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CompiledSchemasTest {
  private static final EnvironmentId STAGING = new EnvironmentId("staging");
  private static final EnvironmentId PRODUCTION = new EnvironmentId("production");
  private static final CheckContext NONE = CheckContext.UNKNOWN;

  private final CompiledSchemas compiled = new CompiledSchemas();

  @Test
  void isFoundOnlyForTheSameSchemaAndSurroundings() {
    CompiledSchema schema = schema("a", 3);
    compiled.keep(STAGING, schema);

    assertThat(compiled.find(STAGING, state("a", NONE))).contains(schema);
    assertThat(compiled.find(STAGING, state("b", NONE))).isEmpty();
    assertThat(compiled.find(PRODUCTION, state("a", NONE))).isEmpty();
    CheckContext stored =
        new CheckContext(new TreeSet<>(), Optional.of(new TreeSet<>(List.of("local"))));
    assertThat(compiled.find(STAGING, state("a", stored))).isEmpty();
  }

  @Test
  void longestUnusedIsDroppedWhenAllAreTooMany() {
    int half = CompiledSchemas.MOST_CHECKS / 2;
    compiled.keep(STAGING, schema("a", half));
    compiled.keep(STAGING, schema("b", half));
    compiled.keep(PRODUCTION, schema("c", half));
    assertThat(compiled.find(STAGING, state("b", NONE))).isPresent();

    compiled.keep(new EnvironmentId("local"), schema("d", 1));

    assertThat(compiled.find(PRODUCTION, state("c", NONE))).isEmpty();
    assertThat(compiled.find(STAGING, state("b", NONE))).isPresent();
  }

  @Test
  void oneThatIsTooLargeByItselfIsNotKept() {
    compiled.keep(STAGING, schema("a", CompiledSchemas.MOST_CHECKS + 1));

    assertThat(compiled.find(STAGING, state("a", NONE))).isEmpty();
  }

  private static State state(String fingerprint, CheckContext context) {
    return new State(fingerprint, new TreeMap<>(), context);
  }

  private static CompiledSchema schema(String fingerprint, int checks) {
    List<Uncheckable> all =
        IntStream.range(0, checks)
            .mapToObj(
                n ->
                    new Uncheckable(
                        new CheckId(FieldCheck.REQUIRED_NULL, "t" + n, Optional.empty(), ""),
                        Reason.INCOMPATIBLE,
                        ""))
            .toList();
    return new CompiledSchema(fingerprint, NONE, new CheckList(List.of(), all), new TreeSet<>());
  }
}
