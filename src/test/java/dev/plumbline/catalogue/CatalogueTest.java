package dev.plumbline.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  @Test
  void theCatalogueIsAsLongAsPromised() {
    assertThat(Catalogue.all()).hasSizeGreaterThanOrEqualTo(100);
    assertThat(Catalogue.all().stream().flatMap(mutation -> mutation.mismatches().stream()))
        .extracting(line -> line.split(" ", 3)[1])
        .as("kinds of disagreement between metadata and catalog")
        .satisfies(codes -> assertThat(Set.copyOf(codes)).hasSizeGreaterThanOrEqualTo(40));
    assertThat(Catalogue.all()).extracting(Mutation::name).doesNotHaveDuplicates();
  }
}
