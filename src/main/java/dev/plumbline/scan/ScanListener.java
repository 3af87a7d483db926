package dev.plumbline.scan;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.store.state.Scan;
import java.time.Duration;

/** Called with what scans do in this process; metrics count by it. Must not throw. */
public interface ScanListener {
  /** Nobody listens. */
  ScanListener NONE =
      new ScanListener() {
        @Override
        public void rowsRead(EnvironmentId environment, long rows) {}

        @Override
        public void scanFinished(Scan scan, Duration took) {}
      };

  /** A step read rows. */
  void rowsRead(EnvironmentId environment, long rows);

  /**
   * A scan ended.
   *
   * @param scan its state, and in its progress how much was read, checked, kept and unknown
   * @param took since it began, on whatever replica
   */
  void scanFinished(Scan scan, Duration took);
}
