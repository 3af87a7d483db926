package dev.plumbline.jdbc.sql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where our PostgreSQL is, for people: host and database, never credentials.
 *
 * @param text such as {@code plumbline on localhost:5432}
 */
public record StoreAddress(String text) {
  private static final Pattern URL =
      Pattern.compile("jdbc:postgresql:(?://(?:[^@/?]*@)?([^@/?]*)/)?([^/?@]*)(?:\\?.*)?");

  /** The host and database of a JDBC URL; whatever else is in it is left out. */
  public static StoreAddress of(String jdbcUrl) {
    Matcher matcher = URL.matcher(jdbcUrl);
    if (!matcher.matches()) {
      return new StoreAddress("at an address that is not jdbc:postgresql://host:port/database");
    }
    String host = matcher.group(1) == null ? "localhost" : matcher.group(1);
    return new StoreAddress(matcher.group(2) + " on " + host);
  }

  @Override
  public String toString() {
    return text;
  }
}
