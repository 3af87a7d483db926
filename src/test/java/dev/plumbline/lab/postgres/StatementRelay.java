package dev.plumbline.lab.postgres;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Passes connections on to a PostgreSQL server and notes every statement of the clients. Closes the
 * first connections at once, as many as it is reported, like the proxy of a suspended computer.
 */
public final class StatementRelay implements AutoCloseable {
  private static final int SSL_REQUEST = 80_877_103;

  private final ServerSocket door;
  private final int target;
  private final AtomicInteger toClose;
  private final AtomicInteger connections = new AtomicInteger();
  private final List<String> statements = new CopyOnWriteArrayList<>();
  private final List<String> names = new CopyOnWriteArrayList<>();

  public StatementRelay(int target, int toClose) throws IOException {
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.target = target;
    this.toClose = new AtomicInteger(toClose);
    Thread.ofVirtual().start(this::serve);
  }

  public int port() {
    return door.getLocalPort();
  }

  /** How many were accepted. */
  public int connections() {
    return connections.get();
  }

  /** Of all connections, in the order in which they came. */
  public List<String> statements() {
    return List.copyOf(statements);
  }

  /** Names of prepared statements, which last as long as a session. */
  public List<String> preparedNames() {
    return names.stream().filter(name -> !name.isEmpty()).toList();
  }

  private void serve() {
    while (true) {
      try {
        Socket client = door.accept();
        connections.incrementAndGet();
        if (toClose.getAndDecrement() > 0) {
          client.close();
        } else {
          Thread.ofVirtual().start(() -> relay(client));
        }
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void relay(Socket client) {
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      // Otherwise each small message waits for the acknowledgement of the one before, up to 40 ms.
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      Thread.ofVirtual().start(() -> answers(server, client));
      DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
      DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(server.getOutputStream()));
      while (!start(in, out)) {
        // Encryption was asked for, and the server does without.
      }
      while (true) {
        int type = in.read();
        if (type < 0) {
          return;
        }
        byte[] body = in.readNBytes(in.readInt() - Integer.BYTES);
        note(type, body);
        out.writeByte(type);
        out.writeInt(body.length + Integer.BYTES);
        out.write(body);
        out.flush();
      }
    } catch (IOException ended) {
      // By one of the two sides.
      return;
    }
  }

  /**
   * @return whether the session begins with this message
   */
  private static boolean start(DataInputStream in, DataOutputStream out) throws IOException {
    byte[] body = new byte[in.readInt() - Integer.BYTES];
    in.readFully(body);
    out.writeInt(body.length + Integer.BYTES);
    out.write(body);
    out.flush();
    return new DataInputStream(new ByteArrayInputStream(body)).readInt() != SSL_REQUEST;
  }

  private void note(int type, byte[] body) {
    if (type == 'Q') {
      statements.add(text(body, 0));
    } else if (type == 'P') {
      String name = text(body, 0);
      names.add(name);
      statements.add(text(body, name.getBytes(StandardCharsets.UTF_8).length + 1));
    }
  }

  private static String text(byte[] body, int from) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (int i = from; body[i] != 0; i++) {
      text.write(body[i]);
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  private static void answers(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      in.transferTo(to.getOutputStream());
      to.close();
    } catch (IOException ended) {
      // By one of the two sides.
      return;
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
