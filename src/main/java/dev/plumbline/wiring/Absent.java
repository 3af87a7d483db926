package dev.plumbline.wiring;

import dev.plumbline.scan.Binaries;
import dev.plumbline.scan.ScannedDatabase;
import dev.plumbline.schema.Reading;
import dev.plumbline.schema.Reason;
import dev.plumbline.watch.UnreadableException;
import java.time.Instant;

/** Parts that this build does not have. */
final class Absent {
  static final ScannedDatabase DATABASES =
      environment -> {
        throw new UnreadableException(
            Reason.NOT_CONFIGURED, "this build of Plumbline cannot read records");
      };

  static final Binaries BINARIES =
      (environment, files) ->
          new Reading.Failure<>(
              Reason.NOT_CONFIGURED,
              "this build of Plumbline cannot ask for binaries",
              Instant.EPOCH);

  private Absent() {}
}
