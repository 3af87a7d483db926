package dev.plumbline.mutation;

import dev.plumbline.lab.LabEnvironment;
import java.util.function.Consumer;

/**
 * One kind of change to a running environment with the laboratory's model, and how to take it back.
 *
 * @param name present tense, unique
 */
public record Mutation(String name, Consumer<LabEnvironment> apply, Consumer<LabEnvironment> undo) {

  /** Behind Directus's back. Visible in its API only after its cache was cleared. */
  static Mutation sql(String name, String apply, String undo) {
    return new Mutation(
        "sql: " + name,
        environment -> environment.sql(apply),
        environment -> environment.sql(undo));
  }

  /** Through the API, as the Studio does it. */
  static Mutation api(String name, Consumer<LabEnvironment> apply, Consumer<LabEnvironment> undo) {
    return new Mutation("api: " + name, apply, undo);
  }

  @Override
  public String toString() {
    return name;
  }
}
