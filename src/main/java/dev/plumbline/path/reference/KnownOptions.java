package dev.plumbline.path.reference;

import dev.plumbline.path.reference.Option.Base;
import dev.plumbline.path.reference.Option.Form;
import java.util.List;
import java.util.Map;

/**
 * What the interfaces and displays of Directus, and some that most projects install beside them,
 * read names of fields from. Of any other nothing is known, so that nothing is reported.
 */
final class KnownOptions {
  private static final Option LINKS = new Option("links", Form.LINKS, Base.OWN);

  private static final List<Option> HEADER =
      List.of(
          new Option("title", Form.TEMPLATE, Base.OWN),
          new Option("subtitle", Form.TEMPLATE, Base.OWN),
          LINKS,
          new Option("actions", Form.LINKS, Base.OWN));

  private static final List<Option> FILE = List.of(filter("filter", Base.FAR));

  private static final List<Option> SELECTED =
      List.of(template("template", Base.SELECTED), filter("filter", Base.SELECTED));

  private static final Map<String, List<Option>> INTERFACES =
      Map.ofEntries(
          Map.entry(
              "select-dropdown-m2o",
              List.of(template("template", Base.RELATED), filter("filter", Base.RELATED))),
          Map.entry(
              "list-o2m",
              List.of(
                  template("template", Base.RELATED),
                  new Option("fields", Form.PATHS, Base.RELATED),
                  new Option("sort", Form.SORT, Base.RELATED),
                  filter("filter", Base.RELATED))),
          Map.entry(
              "list-o2m-tree-view",
              List.of(template("displayTemplate", Base.RELATED), filter("filter", Base.RELATED))),
          Map.entry(
              "list-m2m",
              List.of(
                  template("template", Base.RELATED),
                  new Option("fields", Form.PATHS, Base.RELATED),
                  filter("filter", Base.FAR),
                  filter("junctionFilter", Base.RELATED))),
          Map.entry(
              "files", List.of(template("template", Base.RELATED), filter("filter", Base.FAR))),
          Map.entry("list-m2a", List.of(template("prefix", Base.RELATED))),
          Map.entry("translations", List.of(new Option("languageField", Form.PATHS, Base.FAR))),
          Map.entry("file", FILE),
          Map.entry("file-image", FILE),
          Map.entry("collection-item-dropdown", SELECTED),
          Map.entry("collection-item-multiple-dropdown", SELECTED),
          Map.entry("presentation-links", List.of(LINKS)),
          Map.entry("header", HEADER),
          Map.entry("presentation-header", HEADER),
          Map.entry("super-header", HEADER),
          Map.entry("extension-wpslug", List.of(template("template", Base.OWN))),
          Map.entry(
              "seo-interface",
              List.of(
                  template("titleTemplate", Base.OWN), template("descriptionTemplate", Base.OWN))));

  private static final Map<String, List<Option>> DISPLAYS =
      Map.of(
          "related-values", List.of(template("template", Base.RELATED)),
          "translations",
              List.of(
                  template("template", Base.RELATED),
                  new Option("languageField", Form.PATHS, Base.FAR)));

  private KnownOptions() {}

  static List<Option> ofInterface(String id) {
    return INTERFACES.getOrDefault(id, List.of());
  }

  static List<Option> ofDisplay(String id) {
    return DISPLAYS.getOrDefault(id, List.of());
  }

  private static Option template(String key, Base base) {
    return new Option(key, Form.TEMPLATE, base);
  }

  private static Option filter(String key, Base base) {
    return new Option(key, Form.FILTER, base);
  }
}
