package dev.plumbline.rest.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.drift.ComparisonName;
import dev.plumbline.drift.VerdictSummary;
import dev.plumbline.environment.BoundedCache;
import dev.plumbline.monitor.overview.ComparisonOverview;
import dev.plumbline.monitor.overview.ComparisonReport;
import dev.plumbline.rest.wire.drift.DriftView;
import dev.plumbline.store.state.ComparisonStatus;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The JSON of what differs, compressed, of the comparisons that were asked for last. It is read
 * from the store and written once for each time that a comparison is made or confirmed.
 */
@Singleton
public final class WrittenDrifts {
  /** In bytes, compressed; 3,000 changes have some 60 kB. */
  private static final int MOST = 8 << 20;

  private final ObjectMapper json;
  private final BoundedCache<ComparisonName, Written> last =
      new BoundedCache<>(MOST, written -> written.lists.length);

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
    byte[] lists = CompressedJson.write(json, DriftView.Lists.of(report.drift()));
    if (report.drift().isPresent()) {
      report
          .overview()
          .last()
          .ifPresent(status -> last.keep(status.name(), new Written(status, lists)));
    }
    return answer(report.overview(), lists);
  }

  private StreamingOutput answer(ComparisonOverview overview, byte[] lists) throws IOException {
    byte[] head = json.writeValueAsBytes(DriftView.Head.of(overview));
    return out -> {
      // One object of both: the brace that ends the first and the one that begins the second go.
      out.write(head, 0, head.length - 1);
      out.write(',');
      try (InputStream rest = CompressedJson.read(lists)) {
        rest.skipNBytes(1);
        rest.transferTo(out);
      }
    };
  }

  private Optional<Written> known(ComparisonOverview overview) {
    return overview.verdict() instanceof VerdictSummary.Unknown
        ? Optional.empty()
        : overview
            .last()
            .flatMap(
                status ->
                    last.find(status.name()).filter(written -> written.status.equals(status)));
  }
}
