package dev.plumbline.lab.machine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Loopback ports that nobody listens on. */
public final class FreePort {
  // Below the ranges from which operating systems give ports to outgoing connections: a server that
  // is stopped and started again finds its port still free.
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;

  private FreePort() {}

  public static int find() {
    for (int attempt = 0; attempt < 200; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // Taken; try another.
      }
    }
    throw new IllegalStateException(
        "no free port between " + LOWEST + " and " + HIGHEST + " on the loopback interface");
  }
}
