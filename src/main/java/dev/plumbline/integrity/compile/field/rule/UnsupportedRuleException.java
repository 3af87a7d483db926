package dev.plumbline.integrity.compile.field.rule;

/** A rule that cannot be asked of a database. */
final class UnsupportedRuleException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * @param sentence what it is about it
   */
  UnsupportedRuleException(String sentence) {
    super(sentence);
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
