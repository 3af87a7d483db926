package dev.plumbline.postgres.target.rollback;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Passes one connection on to a server, and closes it as soon as the client has sent a COMMIT. */
final class CommitRelay implements Closeable {
  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int target;

  CommitRelay(int target) throws IOException {
    this.target = target;
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return door.getLocalPort();
  }

  private void serve() {
    try (Socket client = door.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      // Otherwise each small message waits for the acknowledgement of the one before, up to 40 ms.
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      Thread.ofVirtual().start(() -> answers(server, client));
      InputStream in = client.getInputStream();
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
        server.getOutputStream().write(buffer, 0, read);
        // Unlike that of ON COMMIT DROP, it is the end of a statement.
        if (new String(buffer, 0, read, StandardCharsets.ISO_8859_1).contains("COMMIT\0")) {
          return;
        }
      }
    } catch (IOException ended) {
      // By one of the two sides.
      return;
    }
  }

  private static void answers(Socket server, Socket client) {
    try {
      server.getInputStream().transferTo(client.getOutputStream());
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
