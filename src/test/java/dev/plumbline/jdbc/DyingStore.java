package dev.plumbline.jdbc;

import dev.plumbline.replica.ReplicaStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * Kills whoever asks for the so-manieth transaction: at odd steps after it, at even ones before.
 */
final class DyingStore {
  private final int step;
  private int calls;

  DyingStore(int step) {
    this.step = step;
  }

  int calls() {
    return calls;
  }

  ReplicaStore of(ReplicaStore store) {
    return (ReplicaStore)
        Proxy.newProxyInstance(
            ReplicaStore.class.getClassLoader(),
            new Class<?>[] {ReplicaStore.class},
            (proxy, method, arguments) -> {
              calls++;
              if (calls > step || (calls == step && step % 2 == 0)) {
                throw new Killed();
              }
              Object result;
              try {
                result = method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
              if (calls == step) {
                throw new Killed();
              }
              return result;
            });
  }

  /** As by {@code kill -9}. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }
}
