package dev.plumbline.configuration.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcParametersTest {
  private static final Set<String> OF_OTHER_KEYS =
      Set.of("user", "password", "sslpassword", "PGHOST", "PGPORT", "PGDBNAME");
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
  @MethodSource
  void everyParameterOfTheDriverIsKnown(String name, String value) {
    assertThat(JdbcUrl.parse(URL + name + "=" + value).database()).isEqualTo("directus");
  }

  static Stream<Arguments> everyParameterOfTheDriverIsKnown() throws SQLException {
    return Stream.of(DriverManager.getDriver(URL).getPropertyInfo(URL, new Properties()))
        .filter(property -> !OF_OTHER_KEYS.contains(property.name))
        .map(
            property ->
                Arguments.of(
                    property.name,
                    property.choices == null || property.choices.length == 0
                        ? Optional.ofNullable(property.value).orElse("true")
                        : property.choices[0]));
  }
}
