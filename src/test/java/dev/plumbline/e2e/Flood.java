package dev.plumbline.e2e;

import dev.plumbline.lab.service.ServiceProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Many more clients than can be served, and some that do not read what they asked for. */
final class Flood implements AutoCloseable {
  private static final String LONG = "/api/v1/findings?environment=mine";
  private static final String SHORT = "/api/v1/comparisons";

  private final List<ServiceProcess> replicas;
  private final Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();
  private final List<Thread> clients = new ArrayList<>();
  private final List<Socket> readers = new ArrayList<>();

  Flood(ServiceProcess... replicas) {
    this.replicas = List.of(replicas);
  }

  /** So many clients of each replica; each asks again as soon as it has an answer. */
  void start(int number) {
    for (ServiceProcess replica : replicas) {
      for (int i = 0; i < number; i++) {
        clients.add(Thread.ofVirtual().start(() -> ask(replica)));
      }
    }
  }

  /** How often each status was answered. */
  Map<Integer, AtomicInteger> answers() {
    return answers;
  }

  /** One more client that reads where its answer begins, and then nothing. */
  void slowReader(ServiceProcess replica, String token) throws IOException {
    URI url = URI.create(replica.api().url());
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort());
    readers.add(socket);
    socket
        .getOutputStream()
        .write(
            ("GET " + LONG + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + token + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    InputStream in = socket.getInputStream();
    String begun = new String(in.readNBytes(12), StandardCharsets.US_ASCII);
    if (!begun.equals("HTTP/1.1 200")) {
      throw new IllegalStateException("a slow reader was answered " + begun);
    }
  }

  @Override
  public void close() throws IOException {
    clients.forEach(Thread::interrupt);
    for (Socket reader : readers) {
      reader.close();
    }
  }

  private void ask(ServiceProcess replica) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        int status = replica.api().send("GET", SHORT, "").statusCode();
        answers.computeIfAbsent(status, s -> new AtomicInteger()).incrementAndGet();
      }
    } catch (IllegalStateException e) {
      if (!Thread.currentThread().isInterrupted()) {
        answers.computeIfAbsent(0, s -> new AtomicInteger()).incrementAndGet();
      }
    }
  }
}
