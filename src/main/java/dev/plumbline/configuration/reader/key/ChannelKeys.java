package dev.plumbline.configuration.reader.key;

import static dev.plumbline.configuration.reader.key.KnownKey.key;

import java.util.List;

/** The keys of notifications. */
final class ChannelKeys {
  static final String PREFIX = "plumbline.notifications.<channel>.";

  static final List<KnownKey> ALL =
      List.of(
          key(
              PREFIX + "type",
              "slack",
              "`webhook`: signed JSON, `slack`: an incoming webhook of Slack or a compatible service,"
                  + " `email`. Required."),
          key(
              PREFIX + "url",
              "https://hooks.example.com/services/T0/B0/X0",
              "Where `webhook` and `slack` are sent to, by POST. Redirects are not followed. Secret."),
          key(
              PREFIX + "url-file",
              "/run/secrets/slack-url",
              "File with that URL, instead of it. Read again at each use."),
          key(
              PREFIX + "secret",
              "a-long-random-text",
              "Key of the signature of a `webhook`, at least 24 characters; `whsec_` and Base64, or"
                  + " any text. Required there. Secret."),
          key(
              PREFIX + "secret-file",
              "/run/secrets/webhook-secret",
              "File with that key, instead of it. Read again at each use."),
          key(
              PREFIX + "internal-host",
              "alerts.localhost",
              "Host of `url` that may resolve to a loopback, link-local or cloud metadata address."
                  + " Any other host that does is refused."),
          key(
              PREFIX + "to",
              "oncall@example.com,lead@example.com",
              "Addresses of an `email`, separated by commas. The mail server is `quarkus.mailer.*`."),
          key(
              PREFIX + "environments",
              "all",
              "staging,production",
              "The only environments whose findings are sent, separated by commas; not blank."),
          key(
              PREFIX + "kinds",
              "all",
              "change,violation",
              "The only kinds of findings that are sent, and plan for what happens to plans, separated by commas; not blank."),
          key(
              PREFIX + "severity",
              "medium",
              "high",
              "The lowest severity that is sent: `critical`, `high`, `medium`, `low` or `info`."),
          key(
              PREFIX + "reports",
              "true",
              "false",
              "Whether the weekly report is sent, with what it says of these environments."),
          key(
              PREFIX + "remind-every",
              "1d",
              "1d",
              "How often findings that are open and not acknowledged are named again, at least `1h`;"
                  + " `off`: never."),
          key(
              "plumbline.public-url",
              "https://plumbline.example.com",
              "Address at which people reach Plumbline; for links in notifications."));

  private ChannelKeys() {}
}
