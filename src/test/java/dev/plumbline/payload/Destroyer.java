package dev.plumbline.payload;

import dev.plumbline.payload.gate.Refusal.Code;

/**
 * A payload that looks harmless and that Directus answers with 204 while something is lost.
 *
 * @param name present tense
 * @param setup SQL that makes what is then lost; Directus reads its schema again after it
 * @param payload without its hash, which is {@code %s}
 * @param survivor SQL that gives one row while nothing is lost, and none afterwards
 * @param refusedAs what the gate says of it
 */
record Destroyer(String name, String setup, String payload, String survivor, Code refusedAs) {
  @Override
  public String toString() {
    return name;
  }
}
