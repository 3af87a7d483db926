package dev.plumbline.planning.readiness;

import dev.plumbline.hazard.means.Fact;
import dev.plumbline.hazard.means.RunFacts.ProofFacts;

/** Where backups are proven, without starting anything there. */
public interface ProofServerReader {
  /** Which server it is, for people. */
  String name();

  /** Never throws because of the server. */
  Fact<ProofFacts> read();
}
