package dev.plumbline.http.guard;

import dev.plumbline.configuration.SignInProvider;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

/**
 * One line for each answer, in the category {@value #CATEGORY}: who, what, status, bytes,
 * milliseconds. What is the client's own error is at DEBUG, and so is what needs no token: nobody
 * can fill the log without leaving the name of a token in it.
 */
@Singleton
public final class AccessLog {
  public static final String CATEGORY = "dev.plumbline.access";

  /** Of the routing context: the name of the token. */
  public static final String CALLER = "plumbline.caller";

  private static final Logger LOG = Logger.getLogger(CATEGORY);
  private static final int FIRST = 10_000;
  private static final int LONGEST_URI = 300;

  void register(@Observes Filters filters) {
    filters.register(AccessLog::begin, FIRST);
  }

  private static void begin(RoutingContext context) {
    long start = System.nanoTime();
    context.addEndHandler(
        ended -> {
          String caller = context.get(CALLER);
          Level level =
              ended.succeeded() && caller != null
                  ? level(context.response().getStatusCode())
                  : Level.DEBUG;
          if (LOG.isEnabled(level)) {
            LOG.log(
                level,
                line(context, start)
                    + (ended.succeeded() ? "" : " (client closed the connection)"));
          }
        });
    context.next();
  }

  /** 409 is an answer that was asked for. */
  static Level level(int status) {
    return status >= 400 && status < 500 && status != 409 ? Level.DEBUG : Level.INFO;
  }

  private static String line(RoutingContext context, long start) {
    HttpServerRequest request = context.request();
    // There the query is the code that somebody signs in with.
    String uri =
        request.uri().startsWith(SignInProvider.CALLBACK) ? SignInProvider.CALLBACK : request.uri();
    String caller = context.get(CALLER);
    return address(request.remoteAddress())
        + " "
        + (caller == null ? "-" : caller)
        + " "
        + request.method().name()
        + " "
        + (uri.length() <= LONGEST_URI ? uri : uri.substring(0, LONGEST_URI) + "…")
        + " "
        + context.response().getStatusCode()
        + " "
        + context.response().bytesWritten()
        + " B "
        + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)
        + " ms";
  }

  /** Of whoever sent it; a dash if it came from no network. */
  public static String address(SocketAddress address) {
    String host = address.hostAddress();
    return host == null ? "-" : host;
  }
}
