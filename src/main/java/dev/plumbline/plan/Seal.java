package dev.plumbline.plan;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.snapshot.Fingerprint;
import java.time.Instant;
import java.util.Optional;

/**
 * From what a plan was made and what exactly it would send. If any of it is different later, the
 * plan is void.
 *
 * @param directusHash of the target's schema, as its Directus answered; SHA-1 in hexadecimal
 * @param payloadSha256 over the exact bytes that would be sent, in hexadecimal
 * @param model of Plumbline that made it: another one may read or decide otherwise
 * @param hash SHA-256 over the whole plan, in hexadecimal: what people approve
 */
public record Seal(
    Basis source,
    Basis target,
    String directusHash,
    String payloadSha256,
    String model,
    String hash,
    Instant sealedAt,
    Instant expiresAt) {

  /**
   * One side, as it was read.
   *
   * @param inventory address of what PostgreSQL has beside the snapshot; empty without a database
   * @param directus the version of Directus
   */
  public record Basis(
      EnvironmentId environment,
      Fingerprint snapshot,
      Optional<Fingerprint> inventory,
      String directus) {}
}
