package dev.plumbline.http.guard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes in, bytes out, with a clock of the test's own. */
class GuardTest {
  private final List<String> asked = new ArrayList<>();
  private EmbeddedChannel channel = new EmbeddedChannel();

  @BeforeEach
  void connect() {
    channel =
        new EmbeddedChannel() {
          @Override
          public String toString() {
            return "the client's";
          }
        };
    channel.freezeTime();
    channel.pipeline().addLast(new ByteGuard());
    channel.pipeline().addLast("httpDecoder", new HttpRequestDecoder());
    channel.pipeline().addLast("httpEncoder", new HttpResponseEncoder());
    channel.pipeline().addLast("handler", new Asked());
    channel.pipeline().fireChannelActive();
  }

  /** The service behind it: notes what was asked and answers when the test says so. */
  private final class Asked extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof HttpRequest request) {
        asked.add(request.uri() + (request.headers().contains("Upgrade") ? " upgraded" : ""));
      }
      ReferenceCountUtil.release(message);
    }
  }

  @Test
  void aRequestPasses() {
    send("GET /a?b=%20 HTTP/1.1\r\nHost: a.example:8080\r\n\r\n");
    answer("ok");

    assertThat(asked).containsExactly("/a?b=%20");
    assertThat(received()).contains("HTTP/1.1 200 OK", "ok");
    assertThat(channel.isOpen()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | GET /a HTTP/1.1~~",
        "400 | GET /a HTTP/1.1~Host:~~",
        "400 | GET /a HTTP/1.1~Host: a b~~",
        "400 | GET /a HTTP/1.1~Host: a~Host: b~~",
        "400 | GET /a HTTP/1.1~Host: [::1~~",
        "400 | GET /a HTTP/1.1~Host: a:b~~",
        "400 | GET /a HTTP/1.1~Host: a/../b~~",
        "400 | GET /a HTTP/1.1~Host: user@a~~",
        "400 | GET /%zz HTTP/1.1~Host: a~~",
        "400 | GET /a?b=% HTTP/1.1~Host: a~~",
        "400 | GET /a^b HTTP/1.1~Host: a~~",
        "400 | GET a HTTP/1.1~Host: a~~",
        "400 | GET //a/b HTTP/1.1~Host: a~~",
        "400 | OPTIONS * HTTP/1.1~Host: a~~",
        "400 | CONNECT a:80 HTTP/1.1~Host: a~~",
        "400 | GET /a#b HTTP/1.1~Host: a~~",
        "400 | GET~~",
        "400 | \u0016\u0003\u0001 nonsense~~",
        "400 | GET /a HTTP/1.1~Host: a~no colon~~",
        "400 | POST /a HTTP/1.1~Host: a~Content-Length: -1~~",
        "400 | POST /a HTTP/1.1~Host: a~Content-Length: x~~",
        "400 | POST /a HTTP/1.1~Host: a~Content-Length: 1~Content-Length: 2~~",
        "400 | POST /a HTTP/1.1~Host: a~Transfer-Encoding: gzip, chunked~~",
        "400 | POST /a HTTP/1.1~Host: a~Transfer-Encoding: chunked~~xyz~~",
        "400 | POST /a HTTP/1.1~Host: a~Transfer-Encoding: chunked~~-1~~",
        "413 | POST /a HTTP/1.1~Host: a~Content-Length: 1048577~~",
        "505 | GET /a HTTP/3.7~Host: a~~",
      })
  void whatIsNoRequestIsAProblem(int status, String sent) {
    send(sent.replace("~", "\r\n"));

    assertRefused(status);
  }

  @Test
  void longLinesAndHeadersAreProblems() {
    send("GET /" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: a\r\n\r\n");
    assertRefused(414);
    connect();
    send("GET /a HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(9_000) + "\r\n\r\n");
    assertRefused(431);
  }

  @Test
  void aBodyWithoutEndIsAProblem() {
    send("POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 17; i++) {
      send("10000\r\n" + "a".repeat(65_536) + "\r\n");
    }

    assertRefused(413);
  }

  @Test
  void oldHealthChecksNeedNoHost() {
    send("GET /q/health HTTP/1.0\r\n\r\n");

    assertThat(asked).containsExactly("/q/health");
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void whoSendsNothingIsHungUpOn() {
    wait(Deadlines.HEADERS);

    assertThat(channel.isOpen()).isFalse();
    assertThat(received()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"G", "GET /a HTTP/1.1\r\n", "GET /a HTTP/1.1\r\nHost: a\r\nX: y"})
  void headersHaveADeadlineHoweverTheyDrip(String sent) {
    for (int i = 0; i < sent.length(); i++) {
      channel.advanceTimeBy(100, TimeUnit.MILLISECONDS);
      send(sent.substring(i, i + 1));
    }
    assertThat(channel.isOpen()).isTrue();
    wait(Deadlines.HEADERS);

    assertRefused(408);
  }

  @Test
  void bodiesHaveADeadline() {
    send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n12345");
    wait(Deadlines.HEADERS);
    assertThat(channel.isOpen()).isTrue();
    wait(Deadlines.BODY);

    assertRefused(408);
  }

  @Test
  void whatIsBeingAnsweredMayTakeItsTime() {
    send("GET /a HTTP/1.1\r\nHost: a\r\n\r\n");
    wait(Duration.ofMinutes(10));
    answer("late");

    assertThat(received()).contains("200 OK", "late");
    wait(Deadlines.NEXT_REQUEST);
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void theNextRequestHasTheSameDeadline() {
    send("GET /a HTTP/1.1\r\nHost: a\r\n\r\n");
    answer("ok");
    received();
    send("GET /b");
    wait(Deadlines.HEADERS);

    assertRefused(408);
  }

  @Test
  void pipelinedNonsenseIsAnsweredInTurn() {
    send("GET /a HTTP/1.1\r\nHost: a\r\n\r\nGET /b HTTP/1.1\r\n\r\n");
    assertThat(received()).isEmpty();
    answer("first");

    String received = received();
    assertThat(received).contains("200 OK", "first", "HTTP/1.1 400 Bad Request");
    assertThat(received.indexOf("first")).isLessThan(received.indexOf("400"));
    assertThat(asked).containsExactly("/a");
  }

  @Test
  void nothingIsUpgraded() {
    send("GET /a HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n");

    assertThat(asked).containsExactly("/a");
  }

  @Test
  void http2IsNotSpoken() {
    send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

    assertRefused(505);
  }

  private void assertRefused(int status) {
    String received = received();
    assertThat(received).startsWith("HTTP/1.1 " + status + " ");
    assertThat(received).containsOnlyOnce("HTTP/1.1 " + status);
    assertThat(received)
        .contains(
            "content-type: application/problem+json",
            "cache-control: no-store",
            "\"type\":\"urn:plumbline:problem:",
            "\"status\":" + status);
    assertThat(channel.isOpen()).isFalse();
  }

  private void wait(Duration duration) {
    channel.advanceTimeBy(duration.toMillis() + 1, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
    channel.runPendingTasks();
  }

  private void send(String text) {
    if (channel.isOpen()) {
      channel.writeInbound(Unpooled.copiedBuffer(text, ISO_8859_1));
    }
  }

  private void answer(String text) {
    DefaultFullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.copiedBuffer(text, ISO_8859_1));
    response.headers().set("Content-Length", text.length());
    channel.writeOutbound(response);
  }

  private String received() {
    StringBuilder text = new StringBuilder();
    for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
      text.append(out.toString(ISO_8859_1));
      out.release();
    }
    return text.toString();
  }
}
