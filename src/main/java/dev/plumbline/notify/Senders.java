package dev.plumbline.notify;

import dev.plumbline.configuration.NotificationChannel;
import dev.plumbline.configuration.NotificationChannel.Email;
import dev.plumbline.configuration.NotificationChannel.Slack;
import dev.plumbline.configuration.NotificationChannel.Webhook;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.text.ReceiverUrls;
import dev.plumbline.notification.Notification;
import dev.plumbline.notification.Notification.Reported;
import dev.plumbline.notification.NotificationSender;
import dev.plumbline.notification.NotificationText;
import dev.plumbline.report.Reports.Served;
import dev.plumbline.report.layout.PageHtml;
import dev.plumbline.report.layout.PageMarkdown;
import dev.plumbline.report.layout.PageOutline;
import dev.plumbline.report.page.ReportPage;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.Vertx;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Sends each notification in the form that its receiver reads. */
public final class Senders implements NotificationSender {
  private static final Duration HTTP_DEADLINE = Duration.ofSeconds(15);

  /** Mail servers may delay a greeting on purpose. */
  private static final Duration MAIL_DEADLINE = Duration.ofSeconds(60);

  private final HttpPost http;
  private final ReactiveMailer mailer;
  private final Optional<URI> publicUrl;
  private final Clock clock;

  /**
   * @param version of Plumbline, for the User-Agent header
   */
  public Senders(
      Vertx vertx, ReactiveMailer mailer, Optional<URI> publicUrl, String version, Clock clock) {
    this.http = new HttpPost(vertx, HTTP_DEADLINE, "plumbline/" + version);
    this.mailer = mailer;
    this.publicUrl = publicUrl;
    this.clock = clock;
  }

  @Override
  public Result send(NotificationChannel channel, Notification notification)
      throws InterruptedException {
    try {
      return switch (channel.receiver()) {
        case Webhook webhook -> post(webhook, notification);
        case Slack slack ->
            http.send(
                url(slack.url()),
                slack.internalHost(),
                Map.of(),
                SlackBody.of(NotificationText.of(notification, publicUrl)));
        case Email email -> mail(email, notification);
      };
    } catch (UncheckedIOException | IllegalArgumentException e) {
      // A secret file that cannot be read now, or that holds no URL any more.
      return new Failed(String.valueOf(e.getMessage()));
    }
  }

  private Result post(Webhook webhook, Notification notification) throws InterruptedException {
    Instant now = clock.instant();
    String body = WebhookBody.of(notification, publicUrl, now);
    return http.send(
        url(webhook.url()),
        webhook.internalHost(),
        Map.of(
            "webhook-id",
            notification.id(),
            "webhook-timestamp",
            String.valueOf(now.getEpochSecond()),
            "webhook-signature",
            WebhookSignature.of(
                webhook.key().reveal(), notification.id(), now.getEpochSecond(), body)),
        body);
  }

  private static URI url(Secret secret) {
    return ReceiverUrls.parse(secret.reveal());
  }

  private Result mail(Email email, Notification notification) {
    NotificationText text = NotificationText.of(notification, publicUrl);
    Mail mail =
        new Mail()
            .setTo(email.to())
            .setSubject(text.title())
            // The same for each try, so that a mail that comes twice is shown once.
            .addHeader("Message-ID", "<" + notification.id() + "@plumbline>")
            .addHeader("Auto-Submitted", "auto-generated");
    if (notification instanceof Reported(String ignored, Served served)) {
      PageOutline page = ReportPage.of(served);
      mail.setHtml(PageHtml.write(page)).setText(PageMarkdown.write(page));
    } else {
      mail.setText(MailText.of(text));
    }
    try {
      mailer.send(mail).await().atMost(MAIL_DEADLINE);
      return new Sent();
    } catch (TimeoutException e) {
      return new Failed(
          "the mail server did not accept the message within " + MAIL_DEADLINE.toSeconds() + " s");
    } catch (RuntimeException e) {
      return new Failed("the mail server did not accept the message: " + e.getMessage());
    }
  }
}
