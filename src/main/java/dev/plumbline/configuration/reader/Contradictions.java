package dev.plumbline.configuration.reader;

import dev.plumbline.configuration.ApiToken;
import dev.plumbline.configuration.NotificationChannel;
import dev.plumbline.configuration.NotificationChannel.Email;
import dev.plumbline.configuration.text.Addresses;
import dev.plumbline.configuration.text.JdbcUrl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;

/** What is right each by itself, but not together. */
final class Contradictions {
  private Contradictions() {}

  private record Place(String environment, JdbcUrl url, String schema) {}

  /** Keys of Quarkus that e-mail needs; without them each message would fail, one by one. */
  private static final List<String> MAILER = List.of("quarkus.mailer.host", "quarkus.mailer.from");

  static void find(
      Config config,
      ConfiguredValues values,
      SortedSet<String> environments,
      List<ApiToken> tokens,
      List<NotificationChannel> channels) {
    oneDirectusTwice(values, environments);
    List<Place> places = places(values, environments);
    oneDatabaseTwice(values, places);
    storeInWatched(values, places);
    oneTokenTwice(values, tokens);
    channels.stream()
        .filter(channel -> channel.receiver() instanceof Email)
        .findFirst()
        .ifPresent(channel -> mailWithoutServer(config, values, channel));
  }

  private static void mailWithoutServer(
      Config config, ConfiguredValues values, NotificationChannel channel) {
    for (String key : MAILER) {
      if (config.getOptionalValue(key, String.class).filter(set -> !set.isBlank()).isEmpty()) {
        values.problem(
            key,
            "is missing, but plumbline.notifications.%s sends e-mail.".formatted(channel.name()));
      }
    }
  }

  private static void oneDirectusTwice(ConfiguredValues values, SortedSet<String> environments) {
    Map<String, String> first = new HashMap<>();
    for (String name : environments) {
      String key = key(name, "directus.url");
      valid(values.get(key).map(String::strip), Addresses::parse)
          .map(Addresses::identity)
          .map(identity -> first.putIfAbsent(identity, name))
          .ifPresent(
              other ->
                  values.problem(
                      key,
                      "is also the Directus of environment '"
                          + other
                          + "'. Each environment needs a Directus of its own."));
    }
  }

  private static List<Place> places(ConfiguredValues values, SortedSet<String> environments) {
    List<Place> places = new ArrayList<>();
    for (String name : environments) {
      String schema = values.get(key(name, "database.schema")).map(String::strip).orElse("public");
      valid(values.get(key(name, "database.url")).map(String::strip), JdbcUrl::parse)
          .ifPresent(url -> places.add(new Place(name, url, schema)));
    }
    return places;
  }

  private static void oneDatabaseTwice(ConfiguredValues values, List<Place> places) {
    for (int i = 0; i < places.size(); i++) {
      for (Place other : places.subList(0, i)) {
        Place place = places.get(i);
        if (place.url.isSameDatabase(other.url) && place.schema.equals(other.schema)) {
          values.problem(
              key(place.environment, "database.url"),
              "is also the database and schema of environment '"
                  + other.environment
                  + "'. Each environment needs a database or schema of its own.");
          break;
        }
      }
    }
  }

  /** We create tables in our store; a watched database is never written to. */
  private static void storeInWatched(ConfiguredValues values, List<Place> places) {
    valid(values.get("plumbline.store.url").map(String::strip), JdbcUrl::parse)
        .flatMap(
            store -> places.stream().filter(place -> place.url.isSameDatabase(store)).findFirst())
        .ifPresent(
            place ->
                values.problem(
                    "plumbline.store.url",
                    "is the database of environment '"
                        + place.environment
                        + "'. Plumbline never writes to a watched database: give its"
                        + " store a database of its own."));
  }

  private static void oneTokenTwice(ConfiguredValues values, List<ApiToken> tokens) {
    Map<String, String> first = new HashMap<>();
    for (ApiToken token : tokens) {
      String other = first.putIfAbsent(token.sha256(), token.name());
      if (other != null) {
        values.problem(
            "plumbline.tokens." + token.name() + ".sha256",
            "is also the hash of token '" + other + "'. Each name needs a token of its own.");
      }
    }
  }

  /** What cannot be parsed was reported where it was read. */
  private static <T> Optional<T> valid(Optional<String> text, Function<String, T> parser) {
    try {
      return text.map(parser);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String key(String environment, String key) {
    return "plumbline.environments." + environment + "." + key;
  }
}
