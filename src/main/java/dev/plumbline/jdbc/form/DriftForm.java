package dev.plumbline.jdbc.form;

import static dev.plumbline.jdbc.form.text.StoredObject.array;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.drift.Drift;
import dev.plumbline.drift.Drift.Ignored;
import dev.plumbline.drift.Drift.RuleRemark;
import dev.plumbline.drift.DriftParts;
import dev.plumbline.drift.change.RenameCandidate;
import dev.plumbline.jdbc.form.text.StoredFormException;
import dev.plumbline.jdbc.form.text.StoredObject;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Everything that differs, as gzip of one line for each item: a letter and our JSON. So a report
 * can be written while it is read.
 */
public final class DriftForm {
  /** Since 2 with the number of items of each part. */
  private static final int FORM = 2;

  private DriftForm() {}

  public static byte[] write(Drift drift) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Writer out = new OutputStreamWriter(new GZIPOutputStream(bytes), UTF_8)) {
      line(
          out,
          Part.FORM,
          StoredObject.form(FORM)
              .with(Part.CHANGE.label, JsonValue.of(drift.changes().size()))
              .with(Part.IGNORED.label, JsonValue.of(drift.ignored().size()))
              .with(Part.RENAME.label, JsonValue.of(drift.renames().size()))
              .with(Part.REMARK.label, JsonValue.of(drift.remarks().size())));
      for (var change : drift.changes()) {
        line(out, Part.CHANGE, ChangeForm.write(change));
      }
      for (Ignored ignored : drift.ignored()) {
        line(out, Part.IGNORED, ignored(ignored));
      }
      for (RenameCandidate rename : drift.renames()) {
        line(out, Part.RENAME, rename(rename));
      }
      for (RuleRemark remark : drift.remarks()) {
        line(out, Part.REMARK, remark(remark));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }

  /**
   * @param where what it is, for messages
   * @return what throws {@link StoredFormException} while it is iterated, where it cannot be read
   */
  public static DriftParts read(byte[] body, String where) {
    return new StoredDrift(body, where, FORM);
  }

  /** What a line holds, in the order in which they are written. */
  enum Part {
    FORM('F'),
    CHANGE('C'),
    IGNORED('I'),
    RENAME('N'),
    REMARK('R');

    private final char letter;
    private final String label = name().toLowerCase(Locale.ROOT);

    Part(char letter) {
      this.letter = letter;
    }
  }

  /** Whether nothing of the part is there, so that all the lines need not be read to know. */
  static boolean isEmpty(StoredObject root, Part part) {
    return root.isOfForm(2) && root.whole(part.label) == 0;
  }

  /**
   * @param counts of the lines of each part
   * @throws StoredFormException if there are others than were written
   */
  static void check(StoredObject root, Map<Part, Integer> counts, String where) {
    for (Part part : EnumSet.complementOf(EnumSet.of(Part.FORM))) {
      int count = counts.getOrDefault(part, 0);
      if (root.isOfForm(2) && root.whole(part.label) != count) {
        throw new StoredFormException(
            where + " has " + count + " lines of " + part + " and not as many as it says");
      }
    }
  }

  /**
   * @throws StoredFormException if it cannot be read
   */
  static void check(Part part, StoredObject item) {
    switch (part) {
      case FORM -> throw new IllegalArgumentException("the form is not an item");
      case CHANGE -> ChangeForm.read(item);
      case IGNORED -> ignored(item);
      case RENAME -> rename(item);
      case REMARK -> remark(item);
    }
  }

  static Part part(String line, String where) {
    for (Part part : Part.values()) {
      if (!line.isEmpty() && line.charAt(0) == part.letter) {
        return part;
      }
    }
    throw new StoredFormException(where + " has a line that this version of Plumbline cannot read");
  }

  private static void line(Writer out, Part part, JsonObject json) throws IOException {
    out.write(part.letter);
    // No line break stands in it but as an escape.
    out.write(CanonicalJson.write(json));
    out.write('\n');
  }

  private static JsonObject ignored(Ignored ignored) {
    return JsonObject.EMPTY
        .with("change", ChangeForm.write(ignored.change()))
        .with("rule", RuleForm.write(ignored.rule()));
  }

  static Ignored ignored(StoredObject item) {
    return new Ignored(ChangeForm.read(item.object("change")), RuleForm.read(item.object("rule")));
  }

  private static JsonObject rename(RenameCandidate rename) {
    return JsonObject.EMPTY
        .with("from", SubjectForm.write(rename.from()))
        .with("to", SubjectForm.write(rename.to()))
        .with("evidence", array(rename.evidence().stream().map(JsonValue::of).toList()));
  }

  static RenameCandidate rename(StoredObject item) {
    return new RenameCandidate(
        SubjectForm.read(item.object("from")),
        SubjectForm.read(item.object("to")),
        item.texts("evidence"));
  }

  private static JsonObject remark(RuleRemark remark) {
    return JsonObject.EMPTY
        .with("rule", RuleForm.write(remark.rule()))
        .with("problem", JsonValue.of(label(remark.problem())));
  }

  static RuleRemark remark(StoredObject item) {
    return new RuleRemark(
        RuleForm.read(item.object("rule")),
        item.label("problem", RuleRemark.Problem.values(), DriftForm::label));
  }

  private static String label(RuleRemark.Problem problem) {
    return problem.name().toLowerCase(Locale.ROOT);
  }
}
