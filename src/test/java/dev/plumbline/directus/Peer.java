package dev.plumbline.directus;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A server on loopback that misbehaves byte by byte, where WireMock is too well-bred. */
final class Peer implements AutoCloseable {
  /** What it does with a connection once a request has come. */
  interface Script {
    void play(Answering answer) throws IOException, InterruptedException;
  }

  private final ServerSocket listener;
  private final Script script;
  private final Semaphore asked = new Semaphore(0);
  private final Semaphore left = new Semaphore(0);
  private final AtomicLong sent = new AtomicLong();

  Peer(Script script) {
    this("127.0.0.1", script);
  }

  Peer(String address, Script script) {
    this.script = script;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getByName(address));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::listen);
  }

  URI url() {
    String host = listener.getInetAddress().getHostAddress();
    return URI.create(
        "http://" + (host.contains(":") ? "[::1]" : host) + ":" + listener.getLocalPort());
  }

  /** Bytes of answers that were taken from it. */
  long sent() {
    return sent.get();
  }

  /** Whether so many requests came within 10 s. */
  boolean wasAsked(int times) throws InterruptedException {
    return asked.tryAcquire(times, 10, TimeUnit.SECONDS);
  }

  /** Whether so many connections were closed by the other side within 10 s. */
  boolean wasLeft(int times) throws InterruptedException {
    return left.tryAcquire(times, 10, TimeUnit.SECONDS);
  }

  /** One connection. */
  record Answering(Socket socket, AtomicLong sent) {
    void send(String text) throws IOException {
      send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
      OutputStream out = socket.getOutputStream();
      out.write(bytes);
      out.flush();
      sent.addAndGet(bytes.length);
    }

    /** Ends the connection as a crashing process does. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    /** Sends the text again and again until the other side has had enough. */
    void sendForEver(String text, Duration pause) throws IOException, InterruptedException {
      while (true) {
        send(text);
        Thread.sleep(pause);
      }
    }
  }

  private void listen() {
    try {
      while (true) {
        Socket socket = listener.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (SocketException e) {
      // Closed: the test is over.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      if (in.read(new byte[8192]) > 0) {
        asked.release();
        script.play(new Answering(socket, sent));
        while (!socket.isClosed() && in.read() >= 0) {}
      }
    } catch (IOException e) {
      // The other side left, which is what many a test waits for.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      left.release();
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
