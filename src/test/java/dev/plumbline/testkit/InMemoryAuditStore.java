package dev.plumbline.testkit;

import dev.plumbline.audit.AuditChain;
import dev.plumbline.audit.AuditEntry;
import dev.plumbline.audit.AuditHead;
import dev.plumbline.audit.ChainedEntry;
import dev.plumbline.jdbc.sql.Cursor;
import dev.plumbline.jdbc.sql.Pages;
import dev.plumbline.store.Page;
import dev.plumbline.store.audit.AuditStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An audit that other stores write, and that a test may change. */
public final class InMemoryAuditStore implements AuditStore {
  private final List<ChainedEntry> entries = new ArrayList<>();
  private AuditHead head = AuditHead.EMPTY;

  public synchronized void append(List<AuditEntry> added) {
    for (AuditEntry entry : added) {
      ChainedEntry chained = AuditChain.next(head, entry);
      entries.add(chained);
      head = AuditChain.head(chained);
    }
  }

  /** As somebody with access to the database would. */
  public synchronized List<ChainedEntry> rows() {
    return entries;
  }

  @Override
  public synchronized Page<ChainedEntry> entries(
      Filter filter, Optional<String> cursor, int limit) {
    int most = Pages.limit(limit);
    long before = cursor.map(Cursor::of).map(Cursor::number).orElse(Long.MAX_VALUE);
    return Pages.of(
        entries.reversed().stream()
            .filter(entry -> entry.number() < before && matches(filter, entry.entry()))
            .toList(),
        most,
        entry -> Cursor.of(entry.entry().at(), entry.number()));
  }

  private static boolean matches(Filter filter, AuditEntry entry) {
    return entry.environments().stream().allMatch(filter.visible()::includes)
        && filter
            .who()
            .map(Optional::of)
            .filter(who -> !who.equals(entry.person()) && !who.equals(entry.token()))
            .isEmpty()
        && filter.action().filter(action -> action != entry.action()).isEmpty()
        && filter.since().filter(since -> entry.at().isBefore(since)).isEmpty()
        && filter.until().filter(until -> !entry.at().isBefore(until)).isEmpty();
  }

  @Override
  public synchronized List<ChainedEntry> after(long number, int limit) {
    return entries.stream().filter(entry -> entry.number() > number).limit(limit).toList();
  }

  @Override
  public synchronized AuditHead head() {
    return head;
  }
}
