package dev.plumbline.auditing;

import dev.plumbline.audit.AuditChain;
import dev.plumbline.audit.AuditHead;
import dev.plumbline.audit.ChainedEntry;
import dev.plumbline.store.StoreUnavailableException;
import dev.plumbline.store.audit.AuditStore;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/** Follows the chain of the audit from its begin to its end. */
public final class AuditVerification {
  private static final System.Logger LOG = System.getLogger(AuditVerification.class.getName());
  private static final int PAGE = 1_000;

  private final AuditStore store;

  /** Up to where it was right when it was last checked, from its begin. */
  private AuditHead checked = AuditHead.EMPTY;

  public AuditVerification(AuditStore store) {
    this.store = store;
  }

  /**
   * What was found.
   *
   * @param last the last entry that is right
   * @param problem what is wrong with the one after it, one sentence; empty if nothing is
   */
  public record Result(AuditHead last, Optional<String> problem) {
    public boolean isValid() {
      return problem.isEmpty();
    }
  }

  /** All of it. */
  public Result verify() {
    return verify(AuditHead.EMPTY);
  }

  /** What was added since it was last called, and that what was last then is the same still. */
  public synchronized Result verifyAdded() {
    Result result = verify(checked);
    checked = result.isValid() ? result.last() : AuditHead.EMPTY;
    return result;
  }

  public AuditHead head() {
    return store.head();
  }

  private Result verify(AuditHead from) {
    // Read first: what is added meanwhile is checked next time.
    AuditHead end = store.head();
    if (!from.equals(AuditHead.EMPTY)) {
      List<ChainedEntry> same = store.after(from.number() - 1, 1);
      if (same.isEmpty() || !AuditChain.head(same.getFirst()).equals(from)) {
        return verify(AuditHead.EMPTY);
      }
    }
    AuditHead last = from;
    while (last.number() < end.number()) {
      Optional<List<ChainedEntry>> read = page(last);
      if (read.isEmpty()) {
        return new Result(
            last, Optional.of("entry " + (last.number() + 1) + " cannot be read any more"));
      }
      List<ChainedEntry> page = read.get();
      if (page.isEmpty()) {
        break;
      }
      for (ChainedEntry entry : page) {
        if (entry.number() > end.number()) {
          break;
        }
        Optional<String> problem = AuditChain.problem(last, entry);
        if (problem.isPresent()) {
          return new Result(last, problem);
        }
        last = AuditChain.head(entry);
      }
    }
    return new Result(last, AuditChain.problem(last, end));
  }

  /** Empty if the next entry cannot be read, which no other one explains. */
  private Optional<List<ChainedEntry>> page(AuditHead last) {
    for (int size : List.of(PAGE, 1)) {
      try {
        return Optional.of(store.after(last.number(), size));
      } catch (StoreUnavailableException e) {
        throw e;
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "the audit after " + last + " cannot be read", e);
      }
    }
    return Optional.empty();
  }
}
