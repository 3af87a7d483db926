package dev.plumbline.integrity;

/**
 * What is wrong with the rows of one check, in one sentence. Names and numbers only, never a value
 * of a record. A {@link CheckCode} makes the sentence of these parts.
 */
public final class ViolationSentence {
  private final CheckId check;
  private final long count;
  private boolean saysDetail;

  private ViolationSentence(CheckId check, long count) {
    this.check = check;
    this.count = count;
  }

  /** The sentence; behind it the detail of the check, unless it has that already. */
  public static String of(CheckId check, long count) {
    ViolationSentence parts = new ViolationSentence(check, count);
    String text = check.code().declaration().sentence().apply(parts);
    return check.detail().isEmpty() || parts.saysDetail ? text : text + " (" + check.detail() + ")";
  }

  public long count() {
    return count;
  }

  /** The name of the table. */
  public String table() {
    return check.collection();
  }

  /** The name of the table, as code. */
  public String collection() {
    return "`" + check.collection() + "`";
  }

  /** The name of the field, as code. */
  public String field() {
    return check.field().map(name -> "`" + name + "`").orElse("a field");
  }

  /** The name of the table, and that of the field if there is one. */
  public String subject() {
    return check.subject();
  }

  /** The detail of the check, which then is not written behind the sentence. */
  public String detail() {
    saysDetail = true;
    return check.detail();
  }

  /**
   * How many rows there are, and what they do.
   *
   * @param ofOne the verb for one row
   * @param ofMany the verb for more
   */
  public String rows(String ofOne, String ofMany) {
    return inRows() + verb(ofOne, ofMany);
  }

  /** How many rows there are. */
  public String inRows() {
    return count + (count == 1 ? " row in " : " rows in ") + collection();
  }

  /** About the value of the field in each row. */
  public String values() {
    return inRows() + ": " + field() + " is ";
  }

  /**
   * Rows whose field references what does not exist.
   *
   * @param missing a noun with its article
   */
  public String orphans(String missing) {
    return rows("references", "reference") + missing + " through " + field();
  }

  /** How many of them there are; the plural takes an s. */
  public String some(String noun) {
    return some(noun, noun + "s");
  }

  /** How many of them there are. */
  public String some(String noun, String nouns) {
    return count + " " + (count == 1 ? noun : nouns);
  }

  /** The verb, with a space on both sides. */
  public String be() {
    return verb("is", "are");
  }

  /** The verb that is right for this count, with a space on both sides. */
  public String verb(String ofOne, String ofMany) {
    return " " + (count == 1 ? ofOne : ofMany) + " ";
  }
}
