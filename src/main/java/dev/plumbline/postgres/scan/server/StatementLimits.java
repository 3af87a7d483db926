package dev.plumbline.postgres.scan.server;

import java.time.Duration;

/**
 * After what time the server gives up a statement, by what kind it is.
 *
 * @param brief of what takes milliseconds, unless the server is in trouble
 * @param part of a part of a table, which aims at two seconds at most
 * @param whole of what cannot be parted
 * @param grace after which the connection is given up as well, because the server did not even do
 *     that
 */
public record StatementLimits(Duration brief, Duration part, Duration whole, Duration grace) {
  public static final StatementLimits DEFAULT =
      new StatementLimits(
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(15),
          Duration.ofSeconds(10));
}
