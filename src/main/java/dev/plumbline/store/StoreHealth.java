package dev.plumbline.store;

/** Whether our own store can be read. */
public interface StoreHealth {
  /**
   * Asks it with one cheap statement for each of the tables that we live on.
   *
   * @throws StoreUnavailableException if it cannot be reached
   */
  void ask();
}
