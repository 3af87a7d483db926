package dev.plumbline.audit;

/**
 * An entry as it is stored.
 *
 * @param number from 1 on, without a gap
 * @param previous the hash of the entry before it
 * @param hash over all of the above, 64 hexadecimal digits
 */
public record ChainedEntry(long number, AuditEntry entry, String previous, String hash) {}
