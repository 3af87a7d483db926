package dev.plumbline.integrity.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Catalog.Kind;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.CheckList;
import dev.plumbline.integrity.compile.field.rule.ValidationCheck;
import dev.plumbline.integrity.compile.system.SystemCheck;
import dev.plumbline.model.Metadata;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckCompilerPropertiesTest {
  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void listIsSortedUniqueAndOfTablesThatAreThere(long seed) {
    RandomModel model = new RandomModel(seed);
    Catalog catalog = model.catalog();

    CheckList list = Model.compile(catalog, model.metadata());

    assertThat(list.checks())
        .extracting(check -> check.id().text())
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(list.uncheckable())
        .extracting(one -> one.id().text())
        .isSorted()
        .doesNotHaveDuplicates();
    Set<String> tables =
        catalog.tables().stream()
            .filter(table -> table.kind() == Kind.TABLE || table.kind() == Kind.PARTITIONED_TABLE)
            .map(Table::name)
            .collect(Collectors.toSet());
    assertThat(list.checks()).flatExtracting(Check::tables).isSubsetOf(tables);
    assertThat(list.uncheckable()).noneMatch(one -> one.detail().isBlank());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void orderOfWhatWasReadDoesNotMatter(long seed) {
    RandomModel model = new RandomModel(seed);
    Catalog catalog = model.catalog();
    Metadata metadata = model.metadata();
    List<Table> tables = new ArrayList<>(catalog.tables());
    Collections.shuffle(tables, new Random(seed));

    assertThat(Model.compile(new Catalog(tables), metadata))
        .isEqualTo(Model.compile(catalog, metadata));
  }

  @Test
  void nonsenseAsksForEveryKindOfCheckThatHasNoTableOfItsOwn() {
    Set<CheckCode> codes = new HashSet<>();
    LongStream.range(0, 150)
        .mapToObj(RandomModel::new)
        .map(model -> Model.compile(model.catalog(), model.metadata()))
        .forEach(
            list -> {
              list.checks().forEach(check -> codes.add(check.id().code()));
              list.uncheckable().forEach(one -> codes.add(one.id().code()));
            });

    assertThat(Arrays.stream(CheckCodes.values()).filter(code -> !codes.contains(code)))
        .as("otherwise the other properties prove little")
        .isSubsetOf(
            ValidationCheck.MALFORMED_EMAIL,
            ValidationCheck.MALFORMED_URL,
            SystemCheck.STORAGE_NOT_SERVED);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void definitionsTellChecksApart(long seed) {
    RandomModel model = new RandomModel(seed);
    List<Check> checks = Model.compile(model.catalog(), model.metadata()).checks();

    assertThat(new HashSet<>(checks.stream().map(Check::definition).toList()))
        .hasSameSizeAs(checks);
  }
}
