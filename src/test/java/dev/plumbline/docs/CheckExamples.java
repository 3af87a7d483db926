package dev.plumbline.docs;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.observation.IntegrityObservations;
import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.Outcome;
import dev.plumbline.integrity.compile.system.SystemCheck;
import dev.plumbline.integrity.compile.table.TableCheck;
import dev.plumbline.records.PlantedSubjects;
import java.util.List;
import java.util.Optional;

/** The sentence of each check, about what its scenario breaks. */
final class CheckExamples {
  private CheckExamples() {}

  static String sentence(CheckCode code) {
    String[] subject = PlantedSubjects.of(code).split("\\.", 2);
    CheckId check =
        new CheckId(
            code,
            subject[0],
            subject.length > 1 ? Optional.of(subject[1]) : Optional.empty(),
            code == SystemCheck.STORAGE_NOT_SERVED ? "s3" : "");
    return IntegrityObservations.violation(
            new EnvironmentId("production"), check, new Outcome.Violated(rows(code), List.of(), ""))
        .message();
  }

  private static long rows(CheckCode code) {
    return code == TableCheck.FOREIGN_KEY_WITHOUT_INDEX ? 250_000 : 3;
  }
}
