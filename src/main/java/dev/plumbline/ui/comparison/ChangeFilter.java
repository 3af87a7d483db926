package dev.plumbline.ui.comparison;

import dev.plumbline.drift.change.Change;
import dev.plumbline.http.request.RequestParameters;
import dev.plumbline.severity.Severity;
import dev.plumbline.ui.form.Blanks;
import dev.plumbline.ui.form.Choice;
import dev.plumbline.ui.form.PageLink;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which changes a page shows.
 *
 * @param text in the subject, the path, the code or the sentence, in whatever case
 */
record ChangeFilter(
    Optional<Severity> severity, Optional<Change.Kind> kind, Optional<String> text) {

  static ChangeFilter read(
      RequestParameters checked,
      @Nullable String severity,
      @Nullable String kind,
      @Nullable String text) {
    return new ChangeFilter(
        checked.oneOf("severity", Blanks.toNull(severity), Severity.values(), Severity::label),
        checked.oneOf("kind", Blanks.toNull(kind), Change.Kind.values(), Change.Kind::label),
        Optional.ofNullable(Blanks.toNull(text)));
  }

  boolean takes(Change change) {
    return severity.map(only -> only == change.severity()).orElse(true)
        && kind.map(only -> only == change.kind()).orElse(true)
        && text.map(word -> word.toLowerCase(Locale.ROOT))
            .map(word -> has(change, word))
            .orElse(true);
  }

  private static boolean has(Change change, String word) {
    return in(change.subject().text(), word)
        || in(change.path(), word)
        || in(change.code().label(), word)
        || in(change.message(), word);
  }

  private static boolean in(String text, String word) {
    return text.toLowerCase(Locale.ROOT).contains(word);
  }

  public boolean isEmpty() {
    return severity.isEmpty() && kind.isEmpty() && text.isEmpty();
  }

  public List<Choice> severities() {
    return Choice.of(Severity.values(), Severity::label, severity);
  }

  public List<Choice> kinds() {
    return Choice.of(Change.Kind.values(), Change.Kind::label, kind);
  }

  /** With what it asks for. */
  PageLink addTo(PageLink link) {
    return link.with("severity", severity.map(Severity::label).orElse(null))
        .with("kind", kind.map(Change.Kind::label).orElse(null))
        .with("text", text.orElse(null));
  }
}
