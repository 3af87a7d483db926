package dev.plumbline.http.guard;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;

/**
 * Sees the bytes of a connection first: starts the clock at each request, and puts the {@link
 * RequestGuard} behind the decoder as soon as there is one. HTTP/2 is not spoken.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A channel that fails is closed, whatever we do.
final class ByteGuard extends ChannelInboundHandlerAdapter {
  private static final String DECODER = "httpDecoder";
  private static final String ENCODER = "httpEncoder";

  private final RequestGuard guard = new RequestGuard();

  @Override
  public void channelActive(ChannelHandlerContext context) {
    guard.await(context, Deadlines.HEADERS);
    context.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    guard.bytes(context);
    if (message instanceof ByteBuf bytes && !isInstalled(context)) {
      first(context, bytes);
    } else {
      context.fireChannelRead(message);
      isInstalled(context);
    }
  }

  /**
   * Byte by byte, until it is known which HTTP this is: the decoder is there only then, and must
   * not decode a whole request before the guard is behind it.
   */
  private void first(ChannelHandlerContext context, ByteBuf bytes) {
    if (context.pipeline().get(SslHandler.class) != null) {
      context.fireChannelRead(bytes);
      isInstalled(context);
      return;
    }
    try {
      while (bytes.isReadable() && !isInstalled(context) && context.channel().isActive()) {
        context.fireChannelRead(bytes.readRetainedSlice(1));
        if (isHttp2(context.pipeline())) {
          context.close();
        }
      }
      if (bytes.isReadable() && context.channel().isActive()) {
        context.fireChannelRead(bytes.retain());
      }
    } finally {
      bytes.release();
    }
  }

  private static boolean isHttp2(ChannelPipeline pipeline) {
    return pipeline.get(DECODER) == null && pipeline.get("handler") != null;
  }

  /** Whether the guard is there; puts it there if it can be. */
  private boolean isInstalled(ChannelHandlerContext context) {
    ChannelPipeline pipeline = context.pipeline();
    if (pipeline.context(guard) != null) {
      return true;
    }
    if (pipeline.get(ENCODER) == null) {
      return false;
    }
    pipeline.addAfter(ENCODER, "requestGuard", guard);
    return true;
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    guard.stop();
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    guard.stop();
  }
}
