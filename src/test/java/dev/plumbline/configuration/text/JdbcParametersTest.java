package dev.plumbline.configuration.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGProperty;

class JdbcParametersTest {
  private static final String URL = "jdbc:postgresql://db.example.com/directus?";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sslmode=verify-full",
        "sslmode=VERIFY-CA&sslrootcert=/etc/ca.pem",
        "ssl=true",
        "targetServerType=preferSecondary&loadBalanceHosts=true",
        "connectTimeout=5&socketTimeout=0",
        "prepareThreshold=-1",
        "options=-c%20statement_timeout=5s",
        "ApplicationName=watch",
        ""
      })
  void whatTheDriverKnowsIsAccepted(String query) {
    assertThat(JdbcUrl.parse(URL + query).database()).isEqualTo("directus");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sslmode=bogus | has 'sslmode=bogus'. Write one of disable, allow, prefer, require, verify-ca, verify-full.
          sslmode= | has 'sslmode='. Write one of disable, allow, prefer, require, verify-ca, verify-full.
          sslmode | has 'sslmode='. Write one of disable, allow, prefer, require, verify-ca, verify-full.
          sslmode=verify_full | has 'sslmode=verify_full'. Write one of disable, allow, prefer, require, verify-ca, verify-full.
          ssl=yes | has 'ssl=yes'. Write one of true, false.
          targetServerType=standby | has 'targetServerType=standby'. Write one of any, primary, master, secondary, slave, preferSecondary, preferSlave, preferPrimary.
          connectTimeout=10s | has 'connectTimeout=10s'. Write a whole number.
          socketTimeout= | has 'socketTimeout='. Write a whole number.
          channelBinding=required | has 'channelBinding=required'. Write one of disable, prefer, require.
          SSLMODE=require | has the parameter 'SSLMODE', which PostgreSQL's JDBC driver does not know. Did you mean 'sslmode'?
          sslmod=verify-full | has the parameter 'sslmod', which PostgreSQL's JDBC driver does not know. Did you mean 'sslmode'?
          ssl_mode=require | has the parameter 'ssl_mode', which PostgreSQL's JDBC driver does not know. Did you mean 'sslmode'?
          connectionLimit=5 | has the parameter 'connectionLimit', which PostgreSQL's JDBC driver does not know.
          x=1=2&sslmode=require | has the parameter 'x', which PostgreSQL's JDBC driver does not know.
          sslmode=require&sslmode=disable | has the parameter 'sslmode' twice.
          """)
  void whatItWouldPassOverOrFailAtIsRefused(String query, String said) {
    assertThatThrownBy(() -> JdbcUrl.parse(URL + query))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(said);
  }

  @Test
  void whatMayBeASecretIsNotQuoted() {
    assertThatThrownBy(() -> JdbcUrl.parse(URL + "pa55w0rd!"))
        .hasMessage("has a parameter that PostgreSQL's JDBC driver does not know.");
  }

  /** The driver's own list: a newer driver may know more. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"USER", "PASSWORD", "SSL_PASSWORD", "PG_HOST", "PG_PORT", "PG_DBNAME"})
  void everyParameterOfTheDriverIsKnown(PGProperty property) {
    String value =
        property.getChoices() == null
            ? Optional.ofNullable(property.getDefaultValue()).orElse("true")
            : property.getChoices()[0];

    assertThat(JdbcUrl.parse(URL + property.getName() + "=" + value).database())
        .isEqualTo("directus");
  }
}
