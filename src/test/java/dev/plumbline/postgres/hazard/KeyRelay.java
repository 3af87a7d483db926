package dev.plumbline.postgres.hazard;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Passes connections on to a server and announces another process than the one that answers, as
 * PgBouncer does: the message {@code BackendKeyData} has a number and a key of its own.
 */
final class KeyRelay implements Closeable {
  private static final int SSL_REFUSED = 'N';

  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int target;

  KeyRelay(int target) throws IOException {
    this.target = target;
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return door.getLocalPort();
  }

  private void serve() {
    while (true) {
      try {
        Socket client = door.accept();
        Thread.ofVirtual().start(() -> relay(client));
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
      Thread.ofVirtual().start(() -> questions(client, server));
      answers(
          new DataInputStream(server.getInputStream()),
          new DataOutputStream(client.getOutputStream()));
    } catch (IOException ended) {
      // By one of the two sides.
      return;
    }
  }

  private static void questions(Socket client, Socket server) {
    try {
      client.getInputStream().transferTo(server.getOutputStream());
      server.close();
    } catch (IOException ended) {
      // By one of the two sides.
      return;
    }
  }

  private static void answers(DataInputStream from, DataOutputStream to) throws IOException {
    boolean isFirst = true;
    while (true) {
      int type = from.read();
      if (type < 0) {
        return;
      }
      to.writeByte(type);
      // The answer to a request for encryption is one byte.
      if (!(isFirst && type == SSL_REFUSED)) {
        int length = from.readInt();
        byte[] body = from.readNBytes(length - Integer.BYTES);
        if (type == 'K') {
          body[Integer.BYTES - 1] ^= 1;
        }
        to.writeInt(length);
        to.write(body);
      }
      isFirst = false;
      to.flush();
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
