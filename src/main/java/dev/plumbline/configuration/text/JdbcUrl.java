package dev.plumbline.configuration.text;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a database is, from its JDBC URL.
 *
 * @param hosts {@code host:port} each, normalised
 */
public record JdbcUrl(List<String> hosts, String database) {
  private static final Pattern FORM =
      Pattern.compile("jdbc:postgresql://([^/?#@]*)/([^/?#@]+)(\\?[^#]*)?");
  private static final Pattern HOST =
      Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)(?::([0-9]{1,5}))?");
  private static final Set<String> CREDENTIALS = Set.of("user", "password", "sslpassword");

  /**
   * @throws IllegalArgumentException if it is none; the message never quotes credentials
   */
  public static JdbcUrl parse(String text) {
    // Whatever stands after '?' or before '@' may be a secret: it is never quoted.
    String quoted = text.contains("@") ? "" : "'" + text.replaceFirst("\\?.*$", "") + "' ";
    if (text.contains("@") || hasCredentials(text)) {
      throw new IllegalArgumentException(
          "has credentials in it. Take them out of the URL and set .username and .password or"
              + " .password-file.");
    }
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw wrong(quoted);
    }
    List<String> hosts = new ArrayList<>();
    for (String part : form.group(1).split(",", -1)) {
      Matcher host = HOST.matcher(part);
      if (!host.matches()) {
        throw wrong(quoted);
      }
      int port = host.group(2) == null ? 5432 : Integer.parseInt(host.group(2));
      if (port < 1 || port > 65_535) {
        throw new IllegalArgumentException(
            quoted + "has port " + port + ". Ports go from 1 to 65535.");
      }
      hosts.add(Addresses.host(host.group(1)) + ":" + port);
    }
    if (form.group(3) != null) {
      JdbcParameters.check(form.group(3).substring(1));
    }
    return new JdbcUrl(hosts, URLDecoder.decode(form.group(2), StandardCharsets.UTF_8));
  }

  public boolean isSameDatabase(JdbcUrl other) {
    return database.equals(other.database) && !Collections.disjoint(hosts, other.hosts);
  }

  private static boolean hasCredentials(String text) {
    int query = text.indexOf('?');
    return query >= 0
        && List.of(text.substring(query + 1).split("&", -1)).stream()
            .map(parameter -> parameter.replaceFirst("=.*$", "").toLowerCase(Locale.ROOT))
            .anyMatch(CREDENTIALS::contains);
  }

  private static IllegalArgumentException wrong(String quoted) {
    return new IllegalArgumentException(
        quoted
            + "is not a JDBC URL of a PostgreSQL database. Write"
            + " jdbc:postgresql://host:5432/database.");
  }
}
