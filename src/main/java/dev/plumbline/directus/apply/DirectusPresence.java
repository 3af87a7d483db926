package dev.plumbline.directus.apply;

import dev.plumbline.sync.port.SchemaApply.Presence;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Whether Directus is there. */
final class DirectusPresence {
  private DirectusPresence() {}

  /**
   * @param request one that only reads
   */
  static Presence of(WriterHttp.Request request, Duration deadline) throws InterruptedException {
    try {
      if (isRefused(request.http().uri(), deadline)) {
        return Presence.ABSENT;
      }
      return ApplyAnswer.isOfDirectus(WriterHttp.send(request, deadline))
          ? Presence.ANSWERS
          : Presence.SILENT;
    } catch (ExecutionException | TimeoutException e) {
      return Presence.SILENT;
    }
  }

  /**
   * By a socket, because the HTTP client calls whatever fails before a request a refused
   * connection. On a thread of its own, because a look-up of addresses has no deadline.
   */
  private static boolean isRefused(URI uri, Duration deadline)
      throws ExecutionException, TimeoutException, InterruptedException {
    FutureTask<Boolean> task = new FutureTask<>(() -> isRefusedByAll(uri, deadline));
    Thread.ofVirtual().name("directus-presence").start(task);
    try {
      return task.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      task.cancel(true);
    }
  }

  /** An address that is silent or not reachable may be that of a Directus. */
  private static boolean isRefusedByAll(URI uri, Duration deadline) throws IOException {
    int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
    for (InetAddress address : InetAddress.getAllByName(uri.getHost())) {
      if (!isRefused(new InetSocketAddress(address, port), deadline)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isRefused(InetSocketAddress address, Duration deadline)
      throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(address, Math.toIntExact(deadline.toMillis()));
      return false;
    } catch (ConnectException e) {
      // Also the time limit of the system, but that is longer than the deadline.
      return true;
    }
  }
}
