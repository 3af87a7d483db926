package dev.plumbline.report.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.report.layout.Chart.Kind;
import dev.plumbline.report.layout.PageOutline.Block;
import dev.plumbline.report.layout.PageOutline.Cell;
import dev.plumbline.report.layout.PageOutline.Tile;
import dev.plumbline.report.layout.PageOutline.Tone;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xml.sax.InputSource;

class PagesTest {
  private static final String EVIL = "<script>alert(1)</script> | \"' *b* \u202e & `x|<y>`";

  private static final Chart CHART =
      new Chart(Kind.LINE, List.of(Optional.of(1.0), Optional.empty(), Optional.of(3.0)), EVIL);

  private static final PageOutline PAGE =
      new PageOutline(
          EVIL,
          EVIL,
          List.of(
              new Block.Heading(EVIL),
              new Block.Subheading(EVIL),
              new Block.Paragraph(EVIL),
              new Block.Note(EVIL),
              new Block.Warning(EVIL),
              new Block.Tiles(List.of(new Tile(EVIL, EVIL, Tone.BAD))),
              new Block.Items(true, List.of(EVIL)),
              new Block.Table(
                  List.of(EVIL, "b", "c", "d", "e"),
                  List.of(
                      List.of(
                          new Cell.Text(EVIL),
                          new Cell.Name(EVIL),
                          new Cell.Figure(EVIL),
                          new Cell.Badge(EVIL, Tone.GOOD, EVIL),
                          new Cell.Picture(CHART))))));

  @Test
  void noTextFromOutsideBecomesHtml() {
    String html = PageHtml.write(PAGE);

    assertThat(html).doesNotContain("<script", "<y>", "\u202e").contains("\\u202e");
    assertThat(html).doesNotContain("src=", "href=", "url(", "@import");
  }

  @Test
  void noTextFromOutsideBecomesMarkdown() {
    String markdown = PageMarkdown.write(PAGE);

    assertThat(markdown).doesNotContain("\u202e").contains("\\<script>");
    assertThat(markdown.lines().filter(line -> line.startsWith("|")))
        .as("a bar in a cell does not begin another one")
        .allSatisfy(
            line ->
                assertThat(line.replace("\\|", "").chars().filter(c -> c == '|'))
                    .hasSizeBetween(2, 6));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void chartIsXmlWithItsWords(Kind kind) throws Exception {
    String svg =
        new Chart(kind, List.of(Optional.of(0.0), Optional.empty(), Optional.of(99.0)), "2 < 3")
            .svg("");

    var root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)))
            .getDocumentElement();

    assertThat(root.getAttribute("role")).isEqualTo("img");
    assertThat(root.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("2 < 3");
    assertThat(svg).doesNotContain("NaN", "Infinity");
  }

  @Test
  void lineIsBrokenWhereNothingIsKnown() {
    String svg = CHART.svg("");

    assertThat(svg.split("<path", -1)).as("the axis, and a stroke before and after").hasSize(4);
  }
}
