package dev.plumbline.finding.observation;

/** What fails while the sequence of a table is behind its data. */
final class SequenceBehind {
  private SequenceBehind() {}

  static String effect(String table) {
    return switch (table) {
      case "directus_fields" -> "the next field cannot be created, and a schema apply fails";
      case "directus_relations" -> "the next relation cannot be created, and a schema apply fails";
      case "directus_permissions" -> "the next permission cannot be created";
      case "directus_presets" -> "the next preset or bookmark cannot be saved";
      case "directus_notifications" -> "the next notification cannot be sent";
      case "directus_settings" -> "the settings cannot be created";
      case "directus_activity", "directus_revisions" -> "every write through the API fails";
      default -> "the next insert fails with a duplicate key";
    };
  }
}
