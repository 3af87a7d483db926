package dev.plumbline.directus;

import static dev.plumbline.directus.Asking.HURRIED;
import static dev.plumbline.directus.Asking.STAGING;
import static dev.plumbline.directus.Asking.directus;
import static dev.plumbline.directus.Asking.failure;
import static dev.plumbline.directus.Asking.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.directus.Peer.Script;
import dev.plumbline.reading.Reading;
import dev.plumbline.reading.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
  private static final String JSON = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
  private static final String CHUNKED = JSON + "Transfer-Encoding: chunked\r\n\r\n";

  @Test
  void refusedConnectionIsUnreachable() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }

    assertFailure(
        failure(directus(URI.create("http://127.0.0.1:" + free)).status(STAGING)),
        Reason.UNREACHABLE,
        "Connection refused");
  }

  @Test
  void unknownHostIsUnreachable() {
    assertFailure(
        failure(directus(URI.create("http://directus.invalid:8055")).status(STAGING)),
        Reason.UNREACHABLE,
        "unknown host");
  }

  @Test
  void plainHttpBehindHttpsIsUnreachable() throws IOException {
    try (Peer peer = new Peer(answer -> answer.send("HTTP/1.1 400 Bad Request\r\n\r\n"))) {
      URI https = URI.create(peer.url().toString().replace("http:", "https:"));

      assertFailure(failure(directus(https).status(STAGING)), Reason.UNREACHABLE, "TLS failed");
    }
  }

  @Test
  void silenceTimesOut() throws IOException, InterruptedException {
    try (Peer peer = new Peer(answer -> {})) {
      assertFailure(
          failure(directus(peer.url(), HURRIED).snapshot(STAGING)),
          Reason.TIMED_OUT,
          "no complete answer within 1000 ms");
      assertThat(peer.wasLeft(1)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 500})
  void trickleTimesOut(int status) throws IOException, InterruptedException {
    String head =
        "HTTP/1.1 "
            + status
            + " X\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n";
    Script trickle =
        answer -> {
          answer.send(head);
          answer.sendForEver(" ", Duration.ofMillis(20));
        };
    try (Peer peer = new Peer(trickle)) {
      assertFailure(
          failure(directus(peer.url(), HURRIED).snapshot(STAGING)), Reason.TIMED_OUT, "1000 ms");
      assertThat(peer.wasLeft(1)).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nothing at all | ''",
        "half a status line | 'HTTP/1.1 2'",
        "half a header | 'HTTP/1.1 200 OK\r\nContent-'",
        "less than the length | 'HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{\"data\": '",
        "half a chunk | 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nf\r\n{\"data\": '",
        "no last chunk | 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n'",
      })
  void brokenConnectionIsInterrupted(String name, String answer) throws IOException {
    try (Peer closing =
            new Peer(
                a -> {
                  a.send(answer);
                  a.socket().close();
                });
        Peer resetting =
            new Peer(
                a -> {
                  a.send(answer);
                  a.reset();
                })) {
      assertFailure(
          failure(directus(closing.url()).snapshot(STAGING)), Reason.INTERRUPTED, "broke");
      assertFailure(
          failure(directus(resetting.url()).snapshot(STAGING)), Reason.INTERRUPTED, "broke");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.9\r\n\r\n",
        "\u0001\u0002\u0000random\r\n\r\n",
        "HTTP/1.1 abc OK\r\n\r\n"
      })
  void anotherProtocolIsMalformed(String answer) throws IOException {
    try (Peer peer =
        new Peer(
            a -> {
              a.send(answer);
              a.socket().close();
            })) {
      assertFailure(
          failure(directus(peer.url()).snapshot(STAGING)), Reason.MALFORMED, "is not HTTP");
    }
  }

  @Test
  void brokenChunkIsAFailure() throws IOException {
    try (Peer peer = new Peer(answer -> answer.send(CHUNKED + "no number\r\n"))) {
      // The decoder's complaint races with the end of the connection that it causes.
      assertThat(failure(directus(peer.url()).snapshot(STAGING)).reason())
          .isIn(Reason.MALFORMED, Reason.INTERRUPTED);
    }
  }

  @Test
  void endlessAnswerIsNotReadToItsEnd() throws IOException, InterruptedException {
    String mebibyte = "100000\r\n" + " ".repeat(1 << 20) + "\r\n";
    Script endless =
        answer -> {
          answer.send(CHUNKED);
          answer.sendForEver(mebibyte, Duration.ZERO);
        };
    try (Peer peer = new Peer(endless)) {
      assertFailure(
          failure(directus(peer.url()).snapshot(STAGING)), Reason.MALFORMED, "more than the");
      assertThat(peer.wasLeft(1)).isTrue();
      // What was not read by us may still have filled the buffers of both sockets.
      assertThat(peer.sent()).isLessThan(64L << 20);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void interruptEndsTheCall(boolean halfway) throws Exception {
    Script silent =
        answer -> {
          if (halfway) {
            answer.send(CHUNKED + "1\r\n{\r\n");
          }
        };
    try (Peer peer = new Peer(silent)) {
      FutureTask<Boolean> call =
          new FutureTask<>(
              () -> {
                assertFailure(
                    failure(directus(peer.url()).snapshot(STAGING)),
                    Reason.INTERRUPTED,
                    "stopped reading");
                return Thread.currentThread().isInterrupted();
              });
      Thread caller = Thread.ofVirtual().start(call);
      assertThat(peer.wasAsked(1)).isTrue();

      caller.interrupt();

      assertThat(call.get(5, TimeUnit.SECONDS)).as("still interrupted").isTrue();
      assertThat(peer.wasLeft(1)).isTrue();
    }
  }

  @Test
  void interruptWhileAskingForHealthEndsTheCall() throws Exception {
    Script healthless =
        answer ->
            answer.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 4\r\n\r\npong");
    try (Peer peer = new Peer(healthless)) {
      Thread.currentThread().interrupt();

      assertFailure(
          failure(directus(peer.url()).status(STAGING)), Reason.INTERRUPTED, "stopped reading");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void ipv6AddressIsReached() throws IOException {
    String body = SampleSnapshot.json();
    Script whole =
        answer -> answer.send(JSON + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    try (Peer peer = new Peer("::1", whole)) {
      assertThat(value(directus(peer.url()).snapshot(STAGING)).directus()).isEqualTo("12.4.0");
    }
  }

  @Test
  void redirectToAnotherHostIsNotAsked() throws IOException, InterruptedException {
    try (Peer login = new Peer(answer -> {});
        Peer peer =
            new Peer(
                answer ->
                    answer.send(
                        "HTTP/1.1 302 Found\r\nLocation: "
                            + login.url()
                            + "/login\r\nContent-Length: 0\r\n\r\n"))) {
      assertFailure(
          failure(directus(peer.url()).snapshot(STAGING)),
          Reason.MALFORMED,
          "redirects to http://127.0.0.1");
      assertThat(peer.wasLeft(1)).isTrue();
      assertThat(login.sent()).isZero();
    }
  }

  @Test
  void failingAgainAndAgainLeavesNoConnectionOpen() throws Exception {
    int times = 500;
    Script broken = answer -> answer.send(CHUNKED + "8\r\n{{{{{{{{\r\n");
    try (Peer peer = new Peer(broken)) {
      DirectusHttp directus = directus(peer.url());
      for (int i = 0; i < times; i++) {
        assertFailure(failure(directus.snapshot(STAGING)), Reason.MALFORMED, "broken JSON");
      }
      assertThat(peer.wasLeft(times)).isTrue();
    }
  }

  private static void assertFailure(Reading.Failure<?> failure, Reason reason, String reported) {
    assertThat(failure.detail()).contains(reported);
    assertThat(failure.reason()).as(failure.detail()).isEqualTo(reason);
  }
}
