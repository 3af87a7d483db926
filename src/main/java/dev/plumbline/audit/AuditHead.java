package dev.plumbline.audit;

/**
 * The end of the chain. Whoever notes it down can prove later that nothing before it was changed.
 *
 * @param number of the last entry; 0 if there is none
 * @param hash of it; of an empty chain 64 zeros
 */
public record AuditHead(long number, String hash) {
  public static final AuditHead EMPTY = new AuditHead(0, "0".repeat(64));

  @Override
  public String toString() {
    return "entry " + number + ", sha256 " + hash;
  }
}
