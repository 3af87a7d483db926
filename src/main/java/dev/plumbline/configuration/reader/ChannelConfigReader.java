package dev.plumbline.configuration.reader;

import dev.plumbline.configuration.NotificationChannel;
import dev.plumbline.configuration.NotificationChannel.Email;
import dev.plumbline.configuration.NotificationChannel.Receiver;
import dev.plumbline.configuration.NotificationChannel.Selection;
import dev.plumbline.configuration.NotificationChannel.Slack;
import dev.plumbline.configuration.NotificationChannel.Webhook;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.text.Durations;
import dev.plumbline.configuration.text.Nearest;
import dev.plumbline.configuration.text.ReceiverUrls;
import dev.plumbline.environment.Access;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.severity.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@code plumbline.notifications.<channel>}. */
final class ChannelConfigReader {
  private static final Duration REMIND_EVERY = Duration.ofDays(1);
  private static final Duration REMIND_AT_LEAST = Duration.ofHours(1);

  /** A shorter key can be guessed; the specification asks for 24 bytes at least. */
  private static final int KEY_AT_LEAST = 24;

  /** Enough to find a name or a comma that is missing; a mail server decides about the rest. */
  private static final Pattern ADDRESS = Pattern.compile("[^@\\s<>,;\"]+@[^@\\s<>,;\"]+");

  /** The only kind that is not one of findings. */
  private static final String PLANS = "plan";

  private static final List<String> HTTP_KEYS =
      List.of("url", "url-file", "secret", "secret-file", "internal-host");

  private enum Type {
    WEBHOOK,
    SLACK,
    EMAIL;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private ChannelConfigReader() {}

  static Optional<NotificationChannel> read(
      String name, ConfigSection section, SortedSet<String> environments) {
    Optional<Type> type =
        section.oneOf(
            "type",
            section.required("type", "webhook, slack or email"),
            List.of(Type.values()),
            Type::label);
    Optional<List<String>> kinds = section.parsed("kinds", ChannelConfigReader::kinds);
    Selection selection =
        new Selection(
            section
                .parsed("environments", text -> SignInConfigReader.access(text, environments))
                .orElse(Access.ALL),
            kinds
                .map(ChannelConfigReader::findings)
                .orElseGet(() -> EnumSet.allOf(FindingKind.class)),
            kinds.map(given -> given.contains(PLANS)).orElse(true),
            section
                .oneOf(
                    "severity",
                    section.text("severity"),
                    List.of(Severity.values()),
                    Severity::label)
                .orElse(Severity.MEDIUM));
    boolean reports = section.flag("reports").orElse(true);
    Optional<Duration> remindEvery = remindEvery(section);
    return type.flatMap(known -> receiver(known, section))
        .map(receiver -> new NotificationChannel(name, receiver, selection, reports, remindEvery));
  }

  private static Optional<Receiver> receiver(Type type, ConfigSection section) {
    return switch (type) {
      case WEBHOOK -> {
        useless(section, type, "to");
        Optional<Secret> url = url(section, type);
        Optional<Secret> key = key(section);
        Optional<String> internal = internalHost(section, url);
        yield url.flatMap(known -> key.map(with -> new Webhook(known, with, internal)));
      }
      case SLACK -> {
        useless(section, type, "to", "secret", "secret-file");
        Optional<Secret> url = url(section, type);
        Optional<String> internal = internalHost(section, url);
        yield url.map(known -> new Slack(known, internal));
      }
      case EMAIL -> {
        useless(section, type, HTTP_KEYS.toArray(String[]::new));
        yield section
            .parsed(
                "to",
                section.required("to", "the addresses, separated by commas"),
                ChannelConfigReader::addresses)
            .map(Email::new);
      }
    };
  }

  /** What would be ignored was meant for something. */
  private static void useless(ConfigSection section, Type type, String... keys) {
    Stream.of(keys)
        .filter(section::has)
        .forEach(
            key ->
                section.problem(
                    key, "is set, but is not used by type " + type.label() + ". Remove it."));
  }

  private static Optional<Secret> url(ConfigSection section, Type type) {
    Optional<Secret> url = section.secret("url");
    if (!section.has("url", "url-file")) {
      section.problem("url", "is missing. Type " + type.label() + " needs it, or url-file.");
    }
    return url.filter(
        secret -> isRight(section, secret, "url", ReceiverUrls.problem(revealed(secret))));
  }

  private static Optional<Secret> key(ConfigSection section) {
    Optional<Secret> key = section.secret("secret");
    if (!section.has("secret", "secret-file")) {
      section.problem(
          "secret",
          "is missing. Set it, or secret-file, to a long random text, which the receiver knows"
              + " as well: with it the receiver can prove that Plumbline sent a notification.");
    }
    return key.filter(
        secret -> {
          int length = revealed(secret).length();
          return isRight(
              section,
              secret,
              "secret",
              length < KEY_AT_LEAST
                  ? Optional.of(
                      "has %d characters. It must have %d at least."
                          .formatted(length, KEY_AT_LEAST))
                  : Optional.empty());
        });
  }

  /** A file that cannot be read was reported already. */
  private static String revealed(Secret secret) {
    return secret.problem().isPresent() ? "" : secret.reveal();
  }

  private static boolean isRight(
      ConfigSection section, Secret secret, String key, Optional<String> problem) {
    if (secret.problem().isPresent()) {
      return false;
    }
    String at = secret instanceof Secret.FromFile ? key + "-file" : key;
    problem.ifPresent(why -> section.problem(at, why));
    return problem.isEmpty();
  }

  private static Optional<String> internalHost(ConfigSection section, Optional<Secret> url) {
    Optional<String> internal = section.text("internal-host");
    url.map(secret -> ReceiverUrls.parse(secret.reveal()).getHost())
        .filter(host -> internal.isPresent() && !internal.get().equalsIgnoreCase(host))
        .ifPresent(
            host ->
                section.problem(
                    "internal-host",
                    "'%s' is not the host of the URL, which is '%s'."
                        .formatted(internal.get(), host)));
    return internal;
  }

  private static List<String> kinds(String text) {
    List<String> kinds = parts(text);
    kinds.forEach(ChannelConfigReader::checkKind);
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException(
          "'" + text + "' contains no kind. Remove the key to be notified about all kinds.");
    }
    return kinds;
  }

  private static Set<FindingKind> findings(List<String> kinds) {
    return Arrays.stream(FindingKind.values())
        .filter(kind -> kinds.contains(kind.label()))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(FindingKind.class)));
  }

  private static void checkKind(String text) {
    List<String> labels =
        Stream.concat(Arrays.stream(FindingKind.values()).map(FindingKind::label), Stream.of(PLANS))
            .toList();
    if (!labels.contains(text)) {
      throw new IllegalArgumentException(
          "'%s' is not one of %s.%s"
              .formatted(text, String.join(", ", labels), Nearest.question(text, labels)));
    }
  }

  private static List<String> addresses(String text) {
    List<String> addresses = new ArrayList<>();
    for (String part : parts(text)) {
      if (!ADDRESS.matcher(part).matches()) {
        throw new IllegalArgumentException(
            "'" + part + "' is not an e-mail address, such as oncall@example.com.");
      }
      addresses.add(part);
    }
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("'" + text + "' contains no e-mail address.");
    }
    return addresses;
  }

  private static List<String> parts(String text) {
    return Stream.of(text.split(",", -1)).map(String::strip).filter(p -> !p.isEmpty()).toList();
  }

  private static Optional<Duration> remindEvery(ConfigSection section) {
    Optional<String> text = section.textOrOff("remind-every");
    if (text.filter(ConfigSection.OFF::equals).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        section
            .parsed("remind-every", text, given -> Durations.parse(given, REMIND_AT_LEAST))
            .orElse(REMIND_EVERY));
  }
}
