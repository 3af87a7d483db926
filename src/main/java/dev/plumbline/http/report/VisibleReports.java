package dev.plumbline.http.report;

import dev.plumbline.http.access.Caller;
import dev.plumbline.http.problem.Problems;
import dev.plumbline.report.Reports;
import dev.plumbline.report.Reports.Served;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reports as the caller may see them. */
@Singleton
public final class VisibleReports {
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

  private final Reports reports;
  private final Caller caller;

  VisibleReports(Reports reports, Caller caller) {
    this.reports = reports;
    this.caller = caller;
  }

  public Served report(String id) {
    return Optional.of(id)
        .filter(text -> NUMBER.matcher(text).matches())
        .map(Long::valueOf)
        .flatMap(number -> reports.report(number, caller.access()))
        .orElseThrow(() -> Problems.notFound("report", id));
  }
}
