package dev.plumbline.configuration.text;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The parameters of a JDBC URL that PostgreSQL's driver knows. The driver passes over a name that
 * it does not know, so that a mistyped {@code sslmode} would leave a connection unencrypted.
 */
final class JdbcParameters {
  private static final List<String> SWITCH = List.of("true", "false");

  /** Those that take one of a few values. */
  private static final Map<String, List<String>> CHOICES =
      Map.ofEntries(
          Map.entry(
              "sslmode",
              List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full")),
          Map.entry("sslNegotiation", List.of("postgres", "direct")),
          Map.entry("ssl", SWITCH),
          Map.entry("channelBinding", List.of("disable", "prefer", "require")),
          Map.entry("gssEncMode", List.of("disable", "allow", "prefer", "require")),
          Map.entry("gsslib", List.of("auto", "sspi", "gssapi")),
          Map.entry(
              "targetServerType",
              List.of(
                  "any",
                  "primary",
                  "master",
                  "secondary",
                  "slave",
                  "preferSecondary",
                  "preferSlave",
                  "preferPrimary")),
          Map.entry(
              "preferQueryMode",
              List.of("simple", "extended", "extendedForPrepared", "extendedCacheEverything")),
          Map.entry("autosave", List.of("always", "never", "conservative")),
          Map.entry("readOnlyMode", List.of("ignore", "transaction", "always")),
          Map.entry("escapeSyntaxCallMode", List.of("select", "callIfNoReturn", "call")),
          Map.entry("stringtype", List.of("unspecified", "varchar")),
          Map.entry("loadBalanceHosts", SWITCH),
          Map.entry("tcpKeepAlive", SWITCH),
          Map.entry("tcpNoDelay", SWITCH),
          Map.entry("readOnly", SWITCH),
          Map.entry("binaryTransfer", SWITCH));

  private static final Set<String> NUMBERS =
      Set.of(
          "connectTimeout",
          "loginTimeout",
          "socketTimeout",
          "queryTimeout",
          "cancelSignalTimeout",
          "sslResponseTimeout",
          "gssResponseTimeout",
          "hostRecheckSeconds",
          "prepareThreshold",
          "preparedStatementCacheQueries",
          "preparedStatementCacheSizeMiB",
          "defaultRowFetchSize",
          "receiveBufferSize",
          "sendBufferSize",
          "maxSendBufferSize",
          "databaseMetadataCacheFields",
          "databaseMetadataCacheFieldsMiB",
          "adaptiveFetchMaximum",
          "adaptiveFetchMinimum",
          "unknownLength");

  private static final Set<String> OTHERS =
      Set.of(
          "adaptiveFetch",
          "allowEncodingChanges",
          "ApplicationName",
          "assumeMinServerVersion",
          "authenticationPluginClassName",
          "binaryTransferDisable",
          "binaryTransferEnable",
          "cleanupSavepoints",
          "convertBooleanToNumeric",
          "currentSchema",
          "disableColumnSanitiser",
          "groupStartupParameters",
          "gssUseDefaultCreds",
          "hideUnprivilegedObjects",
          "jaasApplicationName",
          "jaasLogin",
          "kerberosServerName",
          "localSocketAddress",
          "loggerFile",
          "loggerLevel",
          "logServerErrorDetail",
          "logUnclosedConnections",
          "maxResultBuffer",
          "options",
          "pemKeyAlgorithm",
          "protocolVersion",
          "quoteReturningIdentifiers",
          "replication",
          "reWriteBatchedInserts",
          "service",
          "socketFactory",
          "socketFactoryArg",
          "sslcert",
          "sslfactory",
          "sslfactoryarg",
          "sslhostnameverifier",
          "sslkey",
          "sslpasswordcallback",
          "sslrootcert",
          "sspiServiceClass",
          "useSpnego",
          "xmlFactoryFactory");

  private JdbcParameters() {}

  /**
   * @param query what stands after {@code ?}
   * @throws IllegalArgumentException if the driver would pass over a part of it or fail at each
   *     connection; says what would be right, and quotes only what can be no secret
   */
  static void check(String query) {
    Set<String> seen = new TreeSet<>();
    for (String parameter : query.split("&", -1)) {
      if (parameter.isEmpty()) {
        continue;
      }
      int equals = parameter.indexOf('=');
      String name = equals < 0 ? parameter : parameter.substring(0, equals);
      String value = equals < 0 ? "" : parameter.substring(equals + 1);
      check(name, value);
      if (!seen.add(name)) {
        throw new IllegalArgumentException("has the parameter '" + name + "' twice.");
      }
    }
  }

  private static void check(String name, String value) {
    List<String> choices = CHOICES.get(name);
    if (choices != null) {
      if (choices.stream().noneMatch(value::equalsIgnoreCase)) {
        throw new IllegalArgumentException(
            "has '" + name + "=" + value + "'. Write one of " + String.join(", ", choices) + ".");
      }
    } else if (NUMBERS.contains(name)) {
      if (!value.matches("-?[0-9]{1,10}")) {
        throw new IllegalArgumentException(
            "has '" + name + "=" + value + "'. Write a whole number.");
      }
    } else if (!OTHERS.contains(name)) {
      throw new IllegalArgumentException(
          name.matches("[A-Za-z_-]{1,40}")
              ? "has the parameter '"
                  + name
                  + "', which PostgreSQL's JDBC driver does not know."
                  + question(name)
              : "has a parameter that PostgreSQL's JDBC driver does not know.");
    }
  }

  private static String question(String name) {
    return names().stream()
        .filter(name::equalsIgnoreCase)
        .findFirst()
        .map(known -> " Did you mean '" + known + "'?")
        .orElseGet(() -> Nearest.question(name, names()));
  }

  private static Set<String> names() {
    Set<String> names = new TreeSet<>(CHOICES.keySet());
    names.addAll(NUMBERS);
    names.addAll(OTHERS);
    return names;
  }
}
