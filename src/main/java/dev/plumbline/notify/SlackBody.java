package dev.plumbline.notify;

import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.notification.NotificationText;
import dev.plumbline.notification.NotificationText.Line;
import dev.plumbline.notification.NotificationText.Section;
import java.util.Map;

/**
 * The body of Slack's incoming webhooks: one text in Slack's mrkdwn, in which only {@code &},
 * {@code <} and {@code >} must be escaped. Mattermost, Discord ({@code /slack}) and Rocket.Chat
 * accept it, too.
 */
final class SlackBody {
  /** Slack cuts a message at 40,000 characters, and others earlier. */
  private static final int LONGEST = 12_000;

  private SlackBody() {}

  static String of(NotificationText text) {
    StringBuilder message = new StringBuilder("*" + escaped(text.title()) + "*");
    for (Section section : text.sections()) {
      message.append("\n\n").append(escaped(section.heading()));
      long more = section.more();
      for (Line line : section.lines()) {
        String entry = "\n• " + linked(line);
        if (message.length() + entry.length() > LONGEST) {
          more++;
        } else {
          message.append(entry);
        }
      }
      if (more > 0) {
        message.append("\n… and ").append(more).append(" more");
      }
    }
    return CanonicalJson.write(JsonValue.object(Map.of("text", JsonValue.of(message.toString()))));
  }

  private static String linked(Line line) {
    return line.link()
        .map(url -> "<" + url + "|" + escaped(line.text()) + ">")
        .orElseGet(() -> escaped(line.text()));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
