package dev.plumbline.notify;

import java.net.InetAddress;
import java.util.Set;

/**
 * Addresses that reach this machine, or where a cloud describes its machines to themselves. Whoever
 * may configure a receiver must not reach them by accident or by a name that resolves to one (OWASP
 * calls it server-side request forgery). Private networks are allowed: receivers live there.
 */
final class InternalAddresses {
  /**
   * Metadata services that are not link-local: Amazon's over IPv6, Alibaba's, Oracle's. All others
   * are at 169.254.169.254.
   */
  private static final Set<String> METADATA =
      Set.of("fd00:ec2:0:0:0:0:0:254", "100.100.100.200", "192.0.0.192");

  private InternalAddresses() {}

  /** An IPv4 address that is mapped to IPv6 arrives here as IPv4: InetAddress makes it one. */
  static boolean isInternal(InetAddress address) {
    return address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isMulticastAddress()
        || METADATA.contains(address.getHostAddress());
  }
}
