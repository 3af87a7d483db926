package dev.plumbline.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * People read every text of the program and of {@code docs/} once, at night, in their third
 * language: no phrase of the old dialect is in them. A find says what to write instead.
 */
class PlainEnglishTest {
  /** The phrase, and what to say instead. */
  private record Phrase(Pattern pattern, String instead) {
    Phrase(String regex, String instead) {
      this(Pattern.compile(regex, Pattern.CASE_INSENSITIVE), instead);
    }
  }

  private static final List<Phrase> PHRASES =
      List.of(
          new Phrase("\\btold\\b", "reported, shown, known"),
          new Phrase("cannot be told|can not be told|\\btells apart\\b", "unknown, distinguish"),
          new Phrase("\\blook(s|ed|ing)? at\\b", "read, checked"),
          new Phrase("\\bgone\\b", "missing, does not exist"),
          new Phrase("(?<!there )\\bis no\\b(?! longer)", "is not a"),
          new Phrase("what is none|is none of|are none of", "is not one of"),
          new Phrase("\\bis nowhere\\b|that is not there\\b", "does not exist"),
          new Phrase("\\bled to by\\b", "reachable from"),
          new Phrase("\\bg[eo]t(s)? through\\b", "completed"),
          new Phrase("\\bhung up\\b", "closed the connection"),
          new Phrase("\\b(go|goes|going|went) on\\b", "continue"),
          new Phrase("\\bnames no\\b", "contains no, references a missing"),
          new Phrase("(?<![.\\w]|random )walk(s|ed|ing)?\\b", "read, follow"),
          new Phrase("\\bground\\b", "schema, model"),
          new Phrase("\\bnothing keeps\\b", "so orphans can appear"),
          new Phrase("\\blet(s)? (us )?in\\b", "accepted"));

  /** In comments, too. */
  private static final List<Phrase> COMMENTS =
      List.of(
          new Phrase("\\btold\\b", "reported, shown, known"),
          new Phrase("\\blook(s|ed|ing)? at\\b", "read, checked"),
          new Phrase("\\bgone\\b", "missing, does not exist"),
          new Phrase("\\bground\\b", "schema, model"),
          new Phrase("\\b(go|goes|going|went|gone|carry|carries|carried) on\\b", "continue"),
          new Phrase("\\bin the same go\\b|\\bgo(es)? on with\\b", "at once, continue"),
          new Phrase("\\bwalk(s|ed|ing)?\\b", "read, follow"),
          new Phrase("\\b(it|this|that) is so\\b", "it is true"));

  private static final Pattern COMMENT = Pattern.compile("//[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);

  private static final Pattern LITERAL =
      Pattern.compile(
          "//[^\\n]*|/\\*.*?\\*/|'(?:[^'\\\\]|\\\\.)'|\"\"\".*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"",
          Pattern.DOTALL);

  /** Between two literals of one text. */
  private static final Pattern JOINT = Pattern.compile("\\s*\\+\\s*");

  @Test
  void noTextOfTheProgramSpeaksTheOldDialect() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        assertPlain(file, literals(Files.readString(file)), PHRASES);
      }
    }
  }

  @Test
  void noCommentSpeaksTheOldDialect() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        assertPlain(file, comments(Files.readString(file)), COMMENTS);
      }
    }
  }

  @Test
  void noPageOfTheDocumentationSpeaksTheOldDialect() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("docs"))) {
      for (Path file :
          Stream.concat(files, Stream.of(Path.of("README.md")))
              .filter(path -> path.toString().endsWith(".md"))
              .toList()) {
        assertPlain(file, Files.readAllLines(file), PHRASES);
      }
    }
  }

  private static void assertPlain(Path file, List<String> texts, List<Phrase> phrases) {
    for (String text : texts) {
      for (Phrase phrase : phrases) {
        assertThat(phrase.pattern().matcher(text).find())
            .as(
                "%s: write '%s' instead of '%s': %s",
                file, phrase.instead(), phrase.pattern(), text)
            .isFalse();
      }
    }
  }

  /** Each on one line, so that a phrase is found where its line is broken. */
  private static List<String> comments(String source) {
    return COMMENT
        .matcher(source)
        .results()
        .map(comment -> comment.group().replaceAll("\\s*\\n\\s*\\*?\\s*", " "))
        .toList();
  }

  /** Texts that are written as several literals are one. */
  private static List<String> literals(String source) {
    List<String> texts = new ArrayList<>();
    Matcher matcher = LITERAL.matcher(source);
    int end = -1;
    while (matcher.find()) {
      String literal = matcher.group();
      if (literal.startsWith("\"")) {
        String text = literal.replaceAll("^\"+|\"+$", "");
        if (end >= 0 && JOINT.matcher(source.substring(end, matcher.start())).matches()) {
          texts.set(texts.size() - 1, texts.getLast() + text);
        } else {
          texts.add(text);
        }
        end = matcher.end();
      }
    }
    return texts;
  }
}
