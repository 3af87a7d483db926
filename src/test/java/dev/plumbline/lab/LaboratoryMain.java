package dev.plumbline.lab;

import dev.plumbline.lab.directus.DirectusVersion;

/** A laboratory in a process of its own: tells the ids of its processes and waits to be killed. */
final class LaboratoryMain {
  private LaboratoryMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    Laboratory laboratory = Laboratory.shared();
    LabEnvironment environment = laboratory.environment(DirectusVersion.V12, Template.BOOTSTRAPPED);
    System.out.printf(
        "processes %d %d%n",
        environment.process().handle().orElseThrow().pid(),
        laboratory.postgres().postmaster().orElseThrow().pid());
    Thread.currentThread().join();
  }
}
