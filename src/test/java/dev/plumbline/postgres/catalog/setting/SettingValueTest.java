package dev.plumbline.postgres.catalog.setting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.DatabaseSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingValueTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TimeZone | Etc/UTC | UTC",
        "TimeZone | GMT | utc",
        "TimeZone | Etc/Zulu | Universal",
        "DateStyle | ISO | iso, mdy",
        "DateStyle | ISO, DMY | DMY, ISO",
        "DateStyle | German | german, dmy",
        "DateStyle | ISO, European | iso, dmy",
        "statement_timeout | 5s | 5000",
        "statement_timeout | 1min | 60s",
        "lock_timeout | 2000ms | 2s",
        "row_security | OFF | 0",
        "standard_conforming_strings | true | on",
        "default_text_search_config | pg_catalog.german | german",
        "search_path | \"$user\",public | \"$user\", \"public\"",
        "IntervalStyle | ISO_8601 | iso_8601",
        "extra_float_digits | 1 | 3",
        "lc_monetary | en_US.utf8 | en_US.UTF-8",
        "lc_monetary | POSIX | C"
      })
  void meansTheSame(String name, String one, String other) {
    assertThat(SettingValue.of(name, one)).isEqualTo(SettingValue.of(name, other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TimeZone | UTC | Europe/Berlin",
        "TimeZone | Europe/London | UTC",
        "TimeZone | <+02>-02 | UTC",
        "DateStyle | ISO, DMY | ISO, MDY",
        "DateStyle | SQL | ISO",
        "statement_timeout | 5s | 5",
        "extra_float_digits | 0 | 1",
        "search_path | \"$user\", public | public",
        "lc_monetary | de_DE.UTF-8 | de_DE.ISO8859-1"
      })
  void meansSomethingElse(String name, String one, String other) {
    assertThat(SettingValue.of(name, one)).isNotEqualTo(SettingValue.of(name, other));
  }

  @ParameterizedTest
  @CsvSource({
    "TimeZone, Etc/UTC",
    "IntervalStyle, postgres",
    "bytea_output, hex",
    "extra_float_digits, 3",
    "standard_conforming_strings, on",
    "default_text_search_config, pg_catalog.english",
    "row_security, on",
    "session_replication_role, origin",
    "default_transaction_read_only, off",
    "default_transaction_isolation, read committed",
    "statement_timeout, 0",
    "lc_monetary, C"
  })
  void isAsUsual(String name, String value) {
    assertThat(SettingValue.of(name, value)).isEqualTo(DatabaseSettings.usual(name));
  }
}
