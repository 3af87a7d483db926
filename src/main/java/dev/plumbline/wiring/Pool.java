package dev.plumbline.wiring;

/** The names of the data sources beside the default one, as in application.yaml. */
public final class Pool {
  /** What REST reads and writes. */
  public static final String REQUESTS = "requests";

  /** What metrics and health read. */
  public static final String PROBES = "probes";

  private Pool() {}
}
