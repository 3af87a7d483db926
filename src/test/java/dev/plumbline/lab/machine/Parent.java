package dev.plumbline.lab.machine;

/** The process that started this one. */
public final class Parent {
  private Parent() {}

  /** Ends this process in order, with its shutdown hooks, as soon as its parent has ended. */
  public static void endWithIt() {
    ProcessHandle.current()
        .parent()
        .ifPresent(
            parent ->
                Thread.ofPlatform()
                    .daemon()
                    .name("parent")
                    .start(
                        () -> {
                          parent.onExit().join();
                          System.exit(0);
                        }));
  }
}
