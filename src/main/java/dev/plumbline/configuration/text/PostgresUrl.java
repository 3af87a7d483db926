package dev.plumbline.configuration.text;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A database with its credentials, from one URL: {@code postgresql://user:password@host/database},
 * as psql and hosting providers write it, or a JDBC URL with {@code user} and {@code password}. The
 * rules of the first are those of libpq (PostgreSQL's documentation, "Connection URIs").
 *
 * <p>No message quotes any part of such a URL but the name of a parameter: what is malformed may be
 * a password.
 *
 * @param jdbcUrl without credentials
 * @param user not empty
 * @param password empty if there is none
 */
public record PostgresUrl(String jdbcUrl, String user, String password) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:jdbc:postgresql|postgresql|postgres)://(?:([^/?#]*)@)?([^/?#@]*)/([^/?#@]+)"
              + "(?:\\?([^#]*))?");

  private static final Pattern PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_-]{1,40}");

  /** What libpq calls otherwise than PostgreSQL's JDBC driver. */
  private static final Map<String, String> JDBC_NAMES =
      Map.of(
          "channel_binding", "channelBinding",
          "connect_timeout", "connectTimeout",
          "application_name", "ApplicationName",
          "gssencmode", "gssEncMode",
          "sslnegotiation", "sslNegotiation",
          "target_session_attrs", "targetServerType");

  /** Values of {@code target_session_attrs}, as the JDBC driver calls them. */
  private static final Map<String, String> SERVER_TYPES =
      Map.of(
          "read-write", "primary",
          "read-only", "secondary",
          "standby", "secondary",
          "prefer-standby", "preferSecondary");

  /**
   * @throws IllegalArgumentException if it is not such a URL; the message is the end of a sentence
   *     about it, says what would be right, and has no part of a secret
   */
  public static PostgresUrl parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw wrong();
    }
    Credentials credentials = new Credentials();
    credentials.ofUserInfo(form.group(1));
    List<String> parameters = new ArrayList<>();
    for (String parameter : Optional.ofNullable(form.group(4)).orElse("").split("&", -1)) {
      if (!parameter.isEmpty() && !credentials.take(parameter)) {
        parameters.add(parameter(parameter));
      }
    }
    String url =
        "jdbc:postgresql://"
            + form.group(2)
            + "/"
            + encoded(decoded(form.group(3)))
            + (parameters.isEmpty() ? "" : "?" + String.join("&", parameters));
    parsed(url);
    return new PostgresUrl(
        url,
        credentials
            .user
            .filter(user -> !user.isEmpty())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "has no user. Write postgresql://user:password@host:5432/database.")),
        credentials.password.orElse(""));
  }

  /** Never with its password. */
  @Override
  public String toString() {
    return jdbcUrl + " as " + user;
  }

  /** What it says of hosts and parameters is checked by the rules of the configuration. */
  private static void parsed(String url) {
    try {
      JdbcUrl.parse(url);
    } catch (IllegalArgumentException e) {
      // Where an unescaped '/' cut a password in two, the message would quote one half as a host.
      String message = String.valueOf(e.getMessage());
      throw message.startsWith("has ") ? e : wrong();
    }
  }

  private static String parameter(String parameter) {
    int equals = parameter.indexOf('=');
    String name = equals < 0 ? parameter : parameter.substring(0, equals);
    String value = equals < 0 ? "" : decoded(parameter.substring(equals + 1));
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "has a parameter after '?' without a name of letters. Write name=value, and '&' between"
              + " two.");
    }
    String jdbcName = JDBC_NAMES.getOrDefault(name, name);
    String jdbcValue =
        name.equals("target_session_attrs") ? SERVER_TYPES.getOrDefault(value, value) : value;
    return jdbcName + "=" + encoded(jdbcValue);
  }

  /** As in a URI: {@code +} is a plus, and stays one. */
  private static String decoded(String text) {
    if (PERCENT.matcher(text).find()) {
      throw new IllegalArgumentException(
          "has a '%' that two hexadecimal digits do not follow. Write %25 for a '%' in a user,"
              + " password or database.");
    }
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static IllegalArgumentException wrong() {
    return new IllegalArgumentException(
        "is not the URL of a PostgreSQL database. Write postgresql://user:password@host:5432/"
            + "database, with %XX for each of the characters / ? # @ : % in user and password.");
  }

  /** What a URL says of user and password, in one place or the other. */
  private static final class Credentials {
    private Optional<String> user = Optional.empty();
    private Optional<String> password = Optional.empty();

    void ofUserInfo(String info) {
      if (info == null) {
        return;
      }
      int colon = info.indexOf(':');
      user = Optional.of(decoded(colon < 0 ? info : info.substring(0, colon)));
      password = colon < 0 ? Optional.empty() : Optional.of(decoded(info.substring(colon + 1)));
    }

    /** Whether it is one of them. */
    boolean take(String parameter) {
      int equals = parameter.indexOf('=');
      String name = equals < 0 ? parameter : parameter.substring(0, equals);
      String value = equals < 0 ? "" : parameter.substring(equals + 1);
      return switch (name) {
        case "user" -> {
          user = once(name, user, value);
          yield true;
        }
        case "password" -> {
          password = once(name, password, value);
          yield true;
        }
        default -> false;
      };
    }

    private static Optional<String> once(String name, Optional<String> known, String value) {
      if (known.isPresent()) {
        throw new IllegalArgumentException("has a " + name + " twice. Write it once.");
      }
      return Optional.of(decoded(value));
    }
  }
}
