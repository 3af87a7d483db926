package dev.plumbline.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StoreAddressTest {
  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://db.example:5433/plumbline, plumbline on db.example:5433",
    "jdbc:postgresql://db.example/plumbline?user=me&password=s3cret, plumbline on db.example",
    "jdbc:postgresql://me:s3cret@db.example/plumbline, plumbline on db.example",
    "jdbc:postgresql:plumbline?password=s3cret, plumbline on localhost"
  })
  void addressNamesHostAndDatabaseOnly(String url, String address) {
    assertThat(StoreAddress.of(url)).hasToString(address);
  }

  @ParameterizedTest
  @CsvSource({"jdbc:postgresql://me:s3cret@a/b@c/d", "s3cret", "jdbc:mysql://s3cret"})
  void whatIsNoAddressIsNotRepeated(String url) {
    assertThat(StoreAddress.of(url).text()).doesNotContain("s3cret");
  }
}
