package dev.plumbline.store.audit;

import dev.plumbline.audit.AuditAction;
import dev.plumbline.audit.AuditHead;
import dev.plumbline.audit.ChainedEntry;
import dev.plumbline.environment.Access;
import dev.plumbline.store.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The audit. Entries are written by the stores of what they are about, in the same transaction, and
 * never changed or deleted.
 */
public interface AuditStore {
  /**
   * Those that match, newest first.
   *
   * @throws IllegalArgumentException if the cursor or the limit is not valid
   */
  Page<ChainedEntry> entries(Filter filter, Optional<String> cursor, int limit);

  /** Those after this number, oldest first. */
  List<ChainedEntry> after(long number, int limit);

  /** What was recorded as the end of the chain. */
  AuditHead head();

  /**
   * What to look for; an empty optional matches everything.
   *
   * @param visible environments that the caller may see; an entry about two needs both
   * @param who a person or a token
   * @param since at or after
   * @param until before
   */
  record Filter(
      Access visible,
      Optional<String> who,
      Optional<AuditAction> action,
      Optional<Instant> since,
      Optional<Instant> until) {}
}
