package dev.plumbline.http.guard;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;

/**
 * Puts a guard in front of each connection that a server of this process accepts. Netty asks for
 * it, because {@link #install} says so and {@code META-INF/services} names it.
 */
public final class GuardEveryChannel extends ChannelInitializerExtension {
  /** To be called before the first server starts. */
  public static void install() {
    System.setProperty(ChannelInitializerExtension.EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
  }

  @Override
  public void postInitializeServerChildChannel(Channel channel) {
    channel.pipeline().addLast(new ByteGuard());
  }
}
