package dev.plumbline.ops;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Scrapes this process some times when it has started. The first scrape of a JVM takes up to a
 * second on a busy machine, because its classes are loaded, its code is not compiled and every
 * series is registered: nobody who watches the service should wait for that.
 */
@Singleton
final class ScrapeWarmUp {
  /**
   * After 1, 3, 7 to 127 s: the code is compiled while it runs, and most series come when the
   * environments have been polled for the first time.
   */
  static final int SCRAPES = 7;

  /** The port is opened after everything else has started. */
  static final int ATTEMPTS = 30;

  private static final Logger LOG = Logger.getLogger(ScrapeWarmUp.class);
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** What Prometheus asks for; other formats are written by other code. */
  private static final String FORMAT = "application/openmetrics-text;version=1.0.0";

  private final String host;
  private final int port;

  ScrapeWarmUp(
      @ConfigProperty(name = "quarkus.management.host") String host,
      @ConfigProperty(name = "quarkus.management.port") int port) {
    this.host = host;
    this.port = port;
  }

  void start(@Observes StartupEvent event) {
    Thread.ofVirtual().name("scrape-warm-up").start(() -> run(PAUSE));
  }

  /** Without effect if the port speaks TLS or asks who we are: then the first scrape is slow. */
  void run(Duration pause) {
    int done = 0;
    for (int attempt = 0; attempt < ATTEMPTS && done < SCRAPES; attempt++) {
      try {
        Thread.sleep(pause.multipliedBy(1L << done));
        scrape();
        done++;
      } catch (ConnectException e) {
        LOG.debug("metrics cannot be read yet", e);
      } catch (IOException e) {
        LOG.debug("metrics cannot be read by the service itself: its first scrape is slow", e);
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void scrape() throws IOException {
    InetAddress configured = InetAddress.getByName(host);
    InetAddress address =
        configured.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : configured;
    HttpURLConnection connection =
        (HttpURLConnection) metrics(address.getHostAddress()).toURL().openConnection();
    connection.setConnectTimeout(Math.toIntExact(DEADLINE.toMillis()));
    connection.setReadTimeout(Math.toIntExact(DEADLINE.toMillis()));
    connection.setRequestProperty("Accept", FORMAT);
    connection.setRequestProperty("Connection", "close");
    try (InputStream body = connection.getInputStream()) {
      body.transferTo(OutputStream.nullOutputStream());
    } finally {
      connection.disconnect();
    }
  }

  private URI metrics(String address) throws IOException {
    try {
      return new URI("http", null, address, port, "/q/metrics", null, null);
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }
}
