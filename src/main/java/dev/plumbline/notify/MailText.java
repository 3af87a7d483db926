package dev.plumbline.notify;

import dev.plumbline.notification.NotificationText;
import dev.plumbline.notification.NotificationText.Line;
import dev.plumbline.notification.NotificationText.Section;

/** A notification as the plain text of an e-mail. */
final class MailText {
  private MailText() {}

  static String of(NotificationText text) {
    StringBuilder body = new StringBuilder();
    for (Section section : text.sections()) {
      body.append(section.heading()).append("\n\n");
      for (Line line : section.lines()) {
        body.append("- ").append(line.text()).append('\n');
        line.link().ifPresent(url -> body.append("  ").append(url).append('\n'));
      }
      if (section.more() > 0) {
        body.append("… and ").append(section.more()).append(" more\n");
      }
      body.append('\n');
    }
    return body.toString();
  }
}
