package dev.plumbline.scan.work;

import dev.plumbline.scan.ScannedDatabase;
import dev.plumbline.scan.ScannedDatabase.ScanSession;
import dev.plumbline.store.FindingStore;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.ScanStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** What a process has in hand until it dies: at the n-th thing that it does, before or after. */
final class CrashingHands {
  private int left;
  private final boolean after;
  private boolean dead;

  /** The process is gone: whoever catches it can do nothing more, as after {@code kill -9}. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }

  /**
   * @param things that it does before it dies
   * @param after whether the last of them is done
   */
  CrashingHands(int things, boolean after) {
    this.left = things;
    this.after = after;
  }

  World.Hands of(World.Hands hands) {
    return new World.Hands(
        crashing(ScannedDatabase.class, hands.database()),
        crashing(ScanStore.class, hands.scans()),
        crashing(MonitorStore.class, hands.monitor()),
        crashing(FindingStore.class, hands.findings()));
  }

  private <T> T crashing(Class<T> port, T real) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              boolean last = --left <= 0;
              if (dead || (last && !after)) {
                dead = true;
                throw new Crash();
              }
              Object result;
              try {
                result = method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
              if (last) {
                dead = true;
                throw new Crash();
              }
              return result instanceof ScanSession session
                  ? crashing(ScanSession.class, session)
                  : result;
            }));
  }
}
