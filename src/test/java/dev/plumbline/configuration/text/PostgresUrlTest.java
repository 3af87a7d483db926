package dev.plumbline.configuration.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresUrlTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postgresql://u:p@h/d | jdbc:postgresql://h/d | u | p",
        "postgres://u:p@h:6543/d | jdbc:postgresql://h:6543/d | u | p",
        "postgresql://u:p%40%2F%3A%25@h/d | jdbc:postgresql://h/d | u | p@/:%",
        "postgresql://u:a+b:c@h/d | jdbc:postgresql://h/d | u | a+b:c",
        "postgresql://u@h/d | jdbc:postgresql://h/d | u | ''",
        "postgresql://u%40x:p@h,i:5433/my%20db | jdbc:postgresql://h,i:5433/my+db | u@x | p",
        "postgresql://[::1]:5432/d?user=u&password=p | jdbc:postgresql://[::1]:5432/d | u | p",
        "postgresql://u:p@h/d?sslmode=require&channel_binding=require | jdbc:postgresql://h/d?sslmode=require&channelBinding=require | u | p",
        "postgresql://u:p@h/d?connect_timeout=10&target_session_attrs=read-write | jdbc:postgresql://h/d?connectTimeout=10&targetServerType=primary | u | p",
        "postgresql://u:p@h/d?options=-c%20a%3Db | jdbc:postgresql://h/d?options=-c+a%3Db | u | p",
        "jdbc:postgresql://h:1/d?user=u&password=p%26q&sslmode=verify-full | jdbc:postgresql://h:1/d?sslmode=verify-full | u | p&q",
      })
  void urlIsRead(String text, String jdbcUrl, String user, String password) {
    assertThat(PostgresUrl.parse(text)).isEqualTo(new PostgresUrl(jdbcUrl, user, password));
  }

  @Test
  void textOfAUrlHasNoPassword() {
    assertThat(PostgresUrl.parse("postgresql://u:p@h/d")).hasToString("jdbc:postgresql://h/d as u");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "mysql://u:secret@h/d",
        "postgresql://u:secret@h",
        "postgresql://u:secret@/d",
        "postgresql://u:secret/secret@h/d",
        "postgresql://u:12secret?x@h/d",
        "postgresql://u:5432/a-secret@h/d",
        "postgresql://u:secret@h/d#f",
        "postgresql://u:secret@h:99999/d",
        "postgresql://u:secret%zz@h/d",
        "postgresql://:secret@h/d",
        "postgresql://h/d?password=secret",
        "postgresql://u:secret@h/d?password=secret",
        "postgresql://u:secret@h/d?=secret",
        "postgresql://u:secret@h/d?sslmode=sometimes",
        "postgresql://u:secret@h/d?slmode=require",
      })
  void wrongUrlIsExplainedWithoutSecrets(String text) {
    assertThatThrownBy(() -> PostgresUrl.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("(is not|has) .*")
        .message()
        .doesNotContain("secret");
  }

  @Test
  void mistypedParameterIsNamed() {
    assertThatThrownBy(() -> PostgresUrl.parse("postgresql://u:p@h/d?slmode=require"))
        .hasMessageContaining("'slmode'")
        .hasMessageContaining("'sslmode'");
  }
}
