package dev.plumbline.ui.page;

import dev.plumbline.report.text.HtmlText;
import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.Expression;
import io.quarkus.qute.ResultMapper;
import io.quarkus.qute.TemplateNode.Origin;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Every text that a template writes is escaped as all reports do it: no markup, and characters that
 * nobody sees, such as those that turn the direction of writing around, become visible.
 */
@Singleton
final class PageEscaping implements ResultMapper {
  /** Before Qute's own, which leaves invisible characters as they are. */
  private static final int PRIORITY = 100;

  void register(@Observes EngineBuilder builder) {
    builder.addResultMapper(this);
  }

  @Override
  public int getPriority() {
    return PRIORITY;
  }

  @Override
  public boolean appliesTo(Origin origin, Object result) {
    return result instanceof CharSequence || result instanceof Character;
  }

  @Override
  public String map(Object result, Expression expression) {
    return HtmlText.text(result.toString());
  }
}
