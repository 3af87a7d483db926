package dev.plumbline.wiring.notify;

import dev.plumbline.configuration.NotificationChannel;
import dev.plumbline.configuration.Settings;
import dev.plumbline.jdbc.outbox.JdbcEventOutbox;
import dev.plumbline.jdbc.sql.StoreAddress;
import dev.plumbline.notification.EligibleApprovers;
import dev.plumbline.notification.EventOutbox;
import dev.plumbline.notification.NotificationFindings;
import dev.plumbline.notification.NotificationListener;
import dev.plumbline.notification.NotificationSender;
import dev.plumbline.notification.NotificationThreads;
import dev.plumbline.notification.Notifier;
import dev.plumbline.notify.Senders;
import dev.plumbline.report.Reports;
import dev.plumbline.store.FindingStore;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.wiring.ForWork;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What sends notifications. */
@Singleton
class NotificationProducers {
  @Produces
  @Singleton
  @ForWork
  EventOutbox outbox(javax.sql.DataSource work, StoreAddress address) {
    return new JdbcEventOutbox(work, address);
  }

  @Produces
  @Singleton
  NotificationSender sender(
      Settings settings,
      Vertx vertx,
      ReactiveMailer mailer,
      Clock clock,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    return new Senders(vertx, mailer, settings.notifications().publicUrl(), version, clock);
  }

  @Produces
  @Singleton
  NotificationFindings findings(
      Settings settings, @ForWork MonitorStore store, @ForWork FindingStore findings, Clock clock) {
    return new NotificationFindings(settings.environments().keySet(), store, findings, clock);
  }

  @Produces
  @Singleton
  NotificationThreads threads(
      Settings settings,
      @ForWork EventOutbox outbox,
      NotificationSender sender,
      NotificationListener listener,
      NotificationFindings findings,
      @ForWork Reports reports) {
    NotificationThreads threads = new NotificationThreads();
    EligibleApprovers approvers = new EligibleApprovers(settings.tokens());
    for (NotificationChannel channel : settings.notifications().channels()) {
      threads.add(
          channel, new Notifier(channel, outbox, sender, listener, findings, reports, approvers));
    }
    return threads;
  }
}
