package dev.plumbline.postgres.catalog.setting;

import dev.plumbline.catalog.SqlName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a session finds names that have no schema. */
public final class SearchPath {
  private static final Pattern NAME = Pattern.compile("\"(?:[^\"]|\"\")*\"|[^\",\\s]+");
  private static final String OF_ROLE = "$user";

  private SearchPath() {}

  /**
   * The schemas besides ours, in their order. None if the path leads past ours: then Directus is
   * configured with a path of its own, which nobody sees.
   *
   * @param path as the setting is written
   * @param role whose name {@code "$user"} stands for
   */
  public static List<String> others(String path, Optional<String> role, String ours) {
    List<String> names = new ArrayList<>();
    Matcher matcher = NAME.matcher(path);
    while (matcher.find()) {
      String written = matcher.group();
      String name =
          written.startsWith("\"") ? SqlName.unquoted(written) : written.toLowerCase(Locale.ROOT);
      names.add(name.equals(OF_ROLE) ? role.orElse(name) : name);
    }
    return names.contains(ours)
        ? names.stream().filter(name -> !name.equals(ours)).distinct().toList()
        : List.of();
  }
}
