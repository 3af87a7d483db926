package dev.plumbline.http.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainProblemTest {
  @Test
  void pageOfAProblemHasNoMarkupOfWhoeverAsked() {
    PlainProblem problem = PlainProblem.invalid("The path <b>/x</b> has `\u202e`.");

    assertThat(problem.html())
        .contains("&lt;b&gt;/x&lt;/b&gt;", "<code>", "<!DOCTYPE html>")
        .doesNotContain("<b>", "\u202e");
  }
}
