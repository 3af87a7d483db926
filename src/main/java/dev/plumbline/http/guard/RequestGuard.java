package dev.plumbline.http.guard;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.http.problem.PlainProblem;
import dev.plumbline.http.problem.ProblemType;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Lets valid requests pass, and answers all others, in turn with the answers to those before it.
 * All of it runs on the connection's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A channel that fails is closed, whatever we do.
final class RequestGuard extends ChannelDuplexHandler {
  private static final Logger LOG = Logger.getLogger(RequestGuard.class);

  private @Nullable ChannelHandlerContext here;
  private @Nullable Future<?> clock;

  /** Requests that were passed on and whose answers have not ended. */
  private int unanswered;

  /** Whether bytes are arriving that are no whole head yet. */
  private boolean inHead = true;

  private boolean inBody;
  private boolean anyByte;
  private boolean isAnswering;
  private boolean isRefused;
  private long bodyBytes;
  private @Nullable PlainProblem refusal;

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    here = context;
  }

  /** Bytes have arrived, of whatever. */
  void bytes(ChannelHandlerContext context) {
    anyByte = true;
    if (!inHead && !inBody && !isRefused) {
      inHead = true;
      await(context, Deadlines.HEADERS);
    }
  }

  void await(ChannelHandlerContext context, Duration limit) {
    stop();
    clock =
        context.executor().schedule(() -> late(context), limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  void stop() {
    if (clock != null) {
      clock.cancel(false);
      clock = null;
    }
  }

  /** Nobody who has sent nothing waits for an answer. */
  private void late(ChannelHandlerContext context) {
    ChannelHandlerContext guard = here;
    if (guard == null || !anyByte || !(inHead || inBody)) {
      context.close();
      return;
    }
    refuse(
        guard,
        new PlainProblem(
            ProblemType.REQUEST_TIMEOUT,
            "Send the headers within "
                + Deadlines.HEADERS.toSeconds()
                + " s, and the body within "
                + Deadlines.BODY.toSeconds()
                + " s after them."));
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (isRefused) {
      ReferenceCountUtil.release(message);
      return;
    }
    if (message instanceof HttpRequest request) {
      Optional<PlainProblem> why = RequestRules.check(request);
      if (why.isPresent()) {
        ReferenceCountUtil.release(message);
        refuse(context, why.get());
        return;
      }
      unanswered++;
      inHead = false;
      inBody = true;
      bodyBytes = 0;
      await(context, Deadlines.BODY);
    }
    if (message instanceof HttpContent content && !accepts(context, content)) {
      return;
    }
    context.fireChannelRead(message);
  }

  private boolean accepts(ChannelHandlerContext context, HttpContent content) {
    bodyBytes += content.content().readableBytes();
    Optional<PlainProblem> why =
        content.decoderResult().isFailure()
            ? Optional.of(RequestRules.undecoded(content.decoderResult().cause()))
            : bodyBytes > RequestRules.MOST_BODY
                ? Optional.of(RequestRules.tooLarge())
                : Optional.empty();
    if (why.isPresent()) {
      content.release();
      refuse(context, why.get());
      return false;
    }
    if (content instanceof LastHttpContent) {
      inBody = false;
      stop();
      if (unanswered == 0) {
        await(context, Deadlines.NEXT_REQUEST);
      }
    }
    return true;
  }

  private void refuse(ChannelHandlerContext context, PlainProblem why) {
    LOG.debugf("refused: %s", why.detail());
    stop();
    isRefused = true;
    if (inBody && unanswered == 0) {
      // Answered before its body was there.
      context.close();
      return;
    }
    refusal = why;
    // This answers a request whose body is invalid.
    if (unanswered <= (inBody ? 1 : 0)) {
      answer(context, why);
    } else {
      // What came before it is answered first; that may take as long as it takes.
      await(context, Deadlines.NEXT_REQUEST);
    }
  }

  private void answer(ChannelHandlerContext context, PlainProblem why) {
    stop();
    refusal = null;
    if (isAnswering) {
      context.close();
    } else {
      isAnswering = true;
      context.writeAndFlush(closing(why)).addListener(ChannelFutureListener.CLOSE);
    }
    unanswered = -1;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (unanswered < 0) {
      // It has been answered already.
      ReferenceCountUtil.release(message);
      promise.tryFailure(new ClosedChannelException());
      return;
    }
    if (message instanceof HttpResponse response && !isInterim(response)) {
      isAnswering = true;
    }
    boolean ends = message instanceof LastHttpContent && isAnswering;
    context.write(message, promise);
    if (ends) {
      ended(context);
    }
  }

  private void ended(ChannelHandlerContext context) {
    isAnswering = false;
    unanswered = Math.max(0, unanswered - 1);
    PlainProblem next = refusal;
    if (next != null) {
      if (unanswered <= (inBody ? 1 : 0)) {
        context.flush();
        answer(context, next);
      }
    } else if (unanswered == 0 && !inBody && !inHead) {
      await(context, Deadlines.NEXT_REQUEST);
    }
  }

  /** The whole answer, after which the connection is closed. */
  private static FullHttpResponse closing(PlainProblem problem) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(problem.type().status()),
            Unpooled.copiedBuffer(problem.json(), UTF_8));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, PlainProblem.MEDIA_TYPE)
        .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
        .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
    return response;
  }

  /** Such as 100 Continue. */
  private static boolean isInterim(HttpResponse response) {
    HttpResponseStatus status = response.status();
    return status.code() >= 100 && status.code() < 200;
  }
}
