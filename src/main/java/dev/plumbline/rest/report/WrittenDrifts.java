package dev.plumbline.rest.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.drift.ComparisonName;
import dev.plumbline.drift.VerdictSummary;
import dev.plumbline.memory.ComparisonStatus;
import dev.plumbline.monitor.ComparisonOverview;
import dev.plumbline.monitor.ComparisonReport;
import dev.plumbline.rest.wire.DriftView;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The JSON of what differs, compressed, of the comparisons that were asked for last. It is read
 * from the store and written once for each time that a comparison is made or confirmed.
 */
@Singleton
public final class WrittenDrifts {
  /** In bytes, compressed; 3,000 changes have some 60 kB. */
  private static final int MOST = 8 << 20;

  private static final int BUFFER = 16 << 10;

  private final ObjectMapper json;
  private final ReentrantLock lock = new ReentrantLock();

  /** The one that was asked for last is the last. */
  private final Map<ComparisonName, Written> last = new LinkedHashMap<>(16, 0.75f, true);

  /** The lists of a drift as one compressed JSON object. */
  private static final class Written {
    private final ComparisonStatus status;
    private final byte[] lists;

    Written(ComparisonStatus status, byte[] lists) {
      this.status = status;
      this.lists = lists;
    }
  }

  WrittenDrifts(ObjectMapper json) {
    this.json = json;
  }

  /**
   * The whole report.
   *
   * @param read reads it with what differs; called only if that is not known yet
   */
  public StreamingOutput of(ComparisonOverview overview, Supplier<ComparisonReport> read)
      throws IOException {
    Optional<Written> known = known(overview);
    if (known.isPresent()) {
      return answer(overview, known.get().lists);
    }
    ComparisonReport report = read.get();
    byte[] lists = compressed(DriftView.Lists.of(report.drift()));
    if (report.drift().isPresent()) {
      report
          .overview()
          .last()
          .ifPresent(status -> remember(status.name(), new Written(status, lists)));
    }
    return answer(report.overview(), lists);
  }

  private StreamingOutput answer(ComparisonOverview overview, byte[] lists) throws IOException {
    byte[] head = json.writeValueAsBytes(DriftView.Head.of(overview));
    return out -> {
      // One object of both: the brace that ends the first and the one that begins the second go.
      out.write(head, 0, head.length - 1);
      out.write(',');
      try (InputStream rest = new GZIPInputStream(new ByteArrayInputStream(lists), BUFFER)) {
        rest.skipNBytes(1);
        rest.transferTo(out);
      }
    };
  }

  private byte[] compressed(DriftView.Lists lists) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(compressed, BUFFER)) {
      json.writeValue(out, lists);
    }
    return compressed.toByteArray();
  }

  private Optional<Written> known(ComparisonOverview overview) {
    if (overview.verdict() instanceof VerdictSummary.Unknown) {
      return Optional.empty();
    }
    lock.lock();
    try {
      return overview
          .last()
          .flatMap(
              status ->
                  Optional.ofNullable(last.get(status.name()))
                      .filter(written -> written.status.equals(status)));
    } finally {
      lock.unlock();
    }
  }

  private void remember(ComparisonName name, Written written) {
    lock.lock();
    try {
      last.put(name, written);
      int all = last.values().stream().mapToInt(some -> some.lists.length).sum();
      Iterator<Written> oldest = last.values().iterator();
      while (all > MOST) {
        all -= oldest.next().lists.length;
        oldest.remove();
      }
    } finally {
      lock.unlock();
    }
  }
}
