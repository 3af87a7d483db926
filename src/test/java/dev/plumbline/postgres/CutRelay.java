package dev.plumbline.postgres;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Passes one connection on to a server, cuts it after so many bytes of answer, and does something
 * whenever the client is about to commit.
 */
final class CutRelay implements Closeable {
  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int target;
  private final int bytes;
  private final Runnable beforeCommit;

  CutRelay(int target, int bytes) throws IOException {
    this(target, bytes, () -> {});
  }

  CutRelay(int target, int bytes, Runnable beforeCommit) throws IOException {
    this.target = target;
    this.bytes = bytes;
    this.beforeCommit = beforeCommit;
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
      Thread.ofVirtual().start(() -> pump(client, server, Integer.MAX_VALUE, beforeCommit));
      pump(server, client, bytes, () -> {});
    } catch (IOException ended) {
      // Closed by one of the three sides: that is what it is for.
      return;
    }
  }

  private static void pump(Socket from, Socket to, int most, Runnable beforeCommit) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[512];
      int left = most;
      while (left > 0) {
        int read = in.read(buffer, 0, Math.min(buffer.length, left));
        if (read < 0) {
          return;
        }
        if (new String(buffer, 0, read, StandardCharsets.ISO_8859_1).contains("COMMIT")) {
          beforeCommit.run();
        }
        out.write(buffer, 0, read);
        out.flush();
        left -= read;
      }
    } catch (IOException ended) {
      return;
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
