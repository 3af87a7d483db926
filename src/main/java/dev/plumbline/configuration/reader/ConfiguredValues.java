package dev.plumbline.configuration.reader;

import static java.util.Comparator.comparing;

import dev.plumbline.configuration.reader.SettingsReader.Problem;
import dev.plumbline.configuration.reader.key.KnownKey;
import dev.plumbline.configuration.text.BlankYaml;
import dev.plumbline.environment.EnvironmentId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * What is configured under {@code plumbline.*}, by key, wherever it came from. Blank values are
 * absent, except where a key restricts: there they are a problem.
 *
 * <p>Which keys there are is reported by MicroProfile Config for files, but not for environment
 * variables: {@code A_B} may stand for {@code a.b} or {@code a-b}. So variables are matched against
 * the known keys, whose names have no '_': there is only one way to read each.
 */
final class ConfiguredValues {
  private static final Pattern VARIABLE = Pattern.compile("PLUMBLINE_[A-Z0-9_]+");

  /** Kubernetes sets these in every pod beside a service whose name begins with "plumbline". */
  private static final Pattern SERVICE_LINK =
      Pattern.compile(
          "PLUMBLINE(_[A-Z0-9_]+)?_(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?"
              + "|PORT(_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)");

  /** Here a key that is blank, and misspelt at that, may have been meant to restrict. */
  private static final Pattern AMONG_RESTRICTIONS =
      Pattern.compile(
          "plumbline\\.((tokens|notifications|oidc\\.roles)\\.[^.]+|comparisons\\.[^.]+\\.ignore[^.]*)\\..+"
              + "|PLUMBLINE_(TOKENS|NOTIFICATIONS|OIDC_ROLES|COMPARISONS_.+_IGNORE)_.+");

  private static final String BLANK =
      "is blank. Set a value, or remove the key to set no restriction.";

  private static final String REFERS_TO_NOTHING =
      "refers with ${…} to something that is not set. Set it, or write \\${ for a literal ${.";

  private static final Pattern NAMED =
      Pattern.compile(
          "(plumbline\\.(?:environments|comparisons|tokens|notifications|oidc\\.roles)\\.(\"[^\"]*\"|[^.]*))\\..*");

  private final SortedMap<String, String> values = new TreeMap<>();
  private final SortedMap<String, String> variables = new TreeMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private final TreeSet<String> secretFiles = new TreeSet<>();

  ConfiguredValues(Config config) {
    TreeSet<String> names = new TreeSet<>();
    config.getPropertyNames().forEach(names::add);
    for (String name : names) {
      if (VARIABLE.matcher(name).matches()) {
        variable(config, name);
      } else if (name.startsWith("plumbline.")
          // MicroProfile also lists variables as keys, with a '.' for each '_': read above.
          && !names.contains(KnownKey.environmentVariable(name))) {
        key(config, name);
      }
    }
    for (ConfigSource source : config.getConfigSources()) {
      BlankYaml.ofSource(source.getName()).forEach(this::blank);
    }
  }

  private void blank(String name) {
    for (KnownKey known : KnownKey.ALL) {
      Matcher matcher = known.asKey().matcher(name);
      if (known.isRestriction() && matcher.matches()) {
        String key = filled(known, matcher, text -> text);
        if (!values.containsKey(key)) {
          problem(key, BLANK);
        }
      }
    }
  }

  /** The value; empty if it is absent or blank. */
  Optional<String> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** The names that the operator chose in one group, such as {@code environments}. */
  SortedSet<String> names(String group) {
    return segments("plumbline." + group + ".", '.');
  }

  /** The places in a list at which something is configured, in order. */
  List<Integer> places(String list) {
    return segments(list + "[", ']').stream().map(Integer::valueOf).sorted().toList();
  }

  void problem(String key, String message) {
    problems.add(new Problem(key, message + origin(key)));
  }

  /** A secret file that cannot be used here; it may be there on other replicas, or soon. */
  void secretFile(String key, String message) {
    problem(key, message);
    secretFiles.add(key);
  }

  /** Whether nothing is wrong, or nothing but secret files of environments. */
  boolean isWrongInSecretFilesAlone() {
    return problems.stream()
        .allMatch(
            problem ->
                problem.key().startsWith("plumbline.environments.")
                    && secretFiles.contains(problem.key()));
  }

  /** Who configures by variables reads about variables. */
  private String origin(String key) {
    String variable = variables.get(key);
    if (variable != null) {
      return " (It is set by " + variable + ".)";
    }
    Matcher named = NAMED.matcher(key);
    String sibling = named.matches() ? named.group(1) + "." : key;
    return !values.containsKey(key)
            && named.matches()
            && variables.tailMap(sibling).keySet().stream().anyMatch(k -> k.startsWith(sibling))
        ? " (As a variable: " + KnownKey.environmentVariable(key) + ".)"
        : "";
  }

  List<Problem> problems() {
    return problems.stream()
        .sorted(comparing(Problem::key).thenComparing(Problem::message))
        .distinct()
        .toList();
  }

  private SortedSet<String> segments(String prefix, char end) {
    TreeSet<String> result = new TreeSet<>();
    for (String key : values.tailMap(prefix).keySet()) {
      if (!key.startsWith(prefix)) {
        break;
      }
      int to = key.indexOf(end, prefix.length());
      if (to > 0) {
        result.add(key.substring(prefix.length(), to));
      }
    }
    return result;
  }

  private void variable(Config config, String variable) {
    for (KnownKey known : KnownKey.ALL) {
      Matcher matcher = known.asVariable().matcher(variable);
      if (matcher.matches()) {
        String key =
            filled(known, matcher, name -> name.toLowerCase(Locale.ROOT).replace('_', '-'));
        variables.put(key, variable);
        take(config, known, key);
        return;
      }
    }
    if (!SERVICE_LINK.matcher(variable).matches() && isMeant(config, variable)) {
      problem(variable, "is not a variable of Plumbline." + Suggestion.variable(variable));
    }
  }

  private void key(Config config, String name) {
    for (KnownKey known : KnownKey.ALL) {
      Matcher matcher = known.asKey().matcher(name);
      if (matcher.matches()) {
        take(config, known, filled(known, matcher, text -> text));
        return;
      }
    }
    if (isMeant(config, name)) {
      problem(name, "is not a key of Plumbline." + Suggestion.key(name));
    }
  }

  private static String filled(KnownKey known, Matcher matcher, UnaryOperator<String> name) {
    String key = known.pattern();
    if (matcher.groupCount() > 0) {
      key = key.replaceFirst("<[a-z]+>", Matcher.quoteReplacement(name.apply(matcher.group(1))));
    }
    return matcher.groupCount() > 1 ? key.replace("[n]", "[" + matcher.group(2) + "]") : key;
  }

  private static boolean isMeant(Config config, String unknown) {
    return isPresent(config, unknown) || AMONG_RESTRICTIONS.matcher(unknown).matches();
  }

  private static boolean isPresent(Config config, String name) {
    String raw = config.getConfigValue(name).getRawValue();
    return raw != null && !raw.isBlank();
  }

  private void take(Config config, KnownKey known, String key) {
    Matcher named = NAMED.matcher(key);
    if (named.matches() && !EnvironmentId.isValid(named.group(2))) {
      problem(
          named.group(1),
          "'"
              + named.group(2).replace("\"", "")
              + "' is not a valid name. Use lower-case letters, digits and '-',"
              + " starting with a letter, 63 at most.");
      return;
    }
    String text = known.isList() ? list(config, key) : config.getConfigValue(key).getValue();
    if (text != null && !text.isBlank()) {
      values.put(key, text);
    } else if (text != null && known.isRestriction()) {
      problem(key, BLANK);
    } else if (text == null && isPresent(config, key)) {
      problem(key, REFERS_TO_NOTHING);
    }
  }

  /** The list as a whole; if it is not set as a whole, its items. */
  private @Nullable String list(Config config, String key) {
    ConfigValue whole = config.getConfigValue(key);
    List<ConfigValue> items = new ArrayList<>();
    for (String name : config.getPropertyNames()) {
      if (name.startsWith(key + "[")) {
        items.add(config.getConfigValue(name));
      }
    }
    if (whole.getRawValue() != null) {
      boolean weaker =
          items.stream().allMatch(item -> item.getSourceOrdinal() < whole.getSourceOrdinal());
      if (!weaker
          && !parts(items, ConfigValue::getRawValue)
              .equals(parts(List.of(whole), ConfigValue::getRawValue))) {
        problem(key, "is set both as a whole and by [n]. Set it only as a whole.");
      }
      return whole.getValue();
    }
    if (items.stream().anyMatch(item -> item.getValue() == null)) {
      problem(key, REFERS_TO_NOTHING);
      return null;
    }
    return items.isEmpty() ? null : String.join(",", parts(items, ConfigValue::getValue));
  }

  private static SortedSet<String> parts(
      List<ConfigValue> values, Function<ConfigValue, @Nullable String> text) {
    TreeSet<String> parts = new TreeSet<>();
    for (ConfigValue value : values) {
      String list = Objects.requireNonNullElse(text.apply(value), "");
      Stream.of(list.split(",", -1)).map(String::strip).forEach(parts::add);
    }
    return parts;
  }
}
