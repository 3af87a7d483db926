package dev.plumbline.integrity.compile;

import dev.plumbline.integrity.CheckList;
import dev.plumbline.integrity.Surroundings;
import dev.plumbline.integrity.compile.field.FieldChecks;
import dev.plumbline.integrity.compile.ground.Compiled;
import dev.plumbline.integrity.compile.ground.Ground;
import dev.plumbline.integrity.compile.own.OwnChecks;
import dev.plumbline.integrity.compile.relation.RelationChecks;
import dev.plumbline.integrity.compile.table.TableChecks;
import dev.plumbline.schema.Catalog;
import dev.plumbline.schema.Metadata;
import dev.plumbline.schema.Snapshot;

/**
 * Compiles schema and metadata into checks: everything that the content model states about records
 * and that PostgreSQL does not already enforce. See {@code docs/checks.md}.
 */
public final class CheckCompiler {
  private CheckCompiler() {}

  /**
   * The same input gives the same list. What the model asks for and cannot be checked on this
   * schema is {@link CheckList#uncheckable()}, never left out in silence.
   *
   * @param snapshot rebuilt from the other two
   */
  public static CheckList compile(
      Catalog catalog, Metadata metadata, Snapshot snapshot, Surroundings surroundings) {
    Ground ground = new Ground(catalog, metadata, snapshot, surroundings);
    Compiled checks = new Compiled();
    RelationChecks.compile(ground, checks);
    FieldChecks.compile(ground, checks);
    TableChecks.compile(ground, checks);
    OwnChecks.compile(ground, checks);
    return checks.list();
  }
}
