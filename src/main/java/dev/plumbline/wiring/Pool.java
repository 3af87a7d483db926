package dev.plumbline.wiring;

/** The names of the data sources beside the default one, as in application.yaml. */
final class Pool {
  /** What REST reads and writes. */
  static final String REQUESTS = "requests";

  /** What metrics and health read. */
  static final String PROBES = "probes";

  private Pool() {}
}
