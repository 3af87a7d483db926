package dev.plumbline.hazard.rules.platform;

import java.util.Set;

/**
 * The interfaces and displays that are part of Directus 11.17.4 or 12.4.0, as its app defines them.
 * Any other is one of an extension.
 */
public final class BuiltInExtensions {
  /** Directus's own settings pages use these; there are more of them with each version. */
  private static final String SYSTEM = "system-";

  private static final Set<String> INTERFACES =
      Set.of(
          "boolean",
          "collection-item-dropdown",
          "collection-item-multiple-dropdown",
          "datetime",
          "file",
          "file-image",
          "files",
          "group-accordion",
          "group-detail",
          "group-raw",
          "group-tabs",
          "header",
          "input",
          "input-autocomplete-api",
          "input-block-editor",
          "input-code",
          "input-hash",
          "input-multiline",
          "input-rich-text-html",
          "input-rich-text-md",
          "list",
          "list-m2a",
          "list-m2m",
          "list-o2m",
          "list-o2m-tree-view",
          "map",
          "presentation-divider",
          "presentation-links",
          "presentation-notice",
          "select-color",
          "select-dropdown",
          "select-dropdown-m2o",
          "select-icon",
          "select-multiple-checkbox",
          "select-multiple-checkbox-tree",
          "select-multiple-dropdown",
          "select-radio",
          "slider",
          "tags",
          "translations");

  private static final Set<String> DISPLAYS =
      Set.of(
          "boolean",
          "collection",
          "color",
          "datetime",
          "file",
          "filesize",
          "formatted-json-value",
          "formatted-value",
          "hash",
          "icon",
          "image",
          "labels",
          "mime-type",
          "rating",
          "raw",
          "related-values",
          "translations",
          "user");

  private BuiltInExtensions() {}

  /** Whether the interface is part of Directus. */
  public static boolean hasInterface(String id) {
    return INTERFACES.contains(id) || id.startsWith(SYSTEM);
  }

  /** Whether the display is part of Directus. */
  public static boolean hasDisplay(String id) {
    return DISPLAYS.contains(id);
  }
}
