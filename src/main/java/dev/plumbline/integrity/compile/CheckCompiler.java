package dev.plumbline.integrity.compile;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.integrity.CheckContext;
import dev.plumbline.integrity.CheckList;
import dev.plumbline.integrity.compile.field.FieldCheck;
import dev.plumbline.integrity.compile.relation.RelationCheck;
import dev.plumbline.integrity.compile.schema.CheckCollector;
import dev.plumbline.integrity.compile.schema.CheckInputs;
import dev.plumbline.integrity.compile.system.SystemCheck;
import dev.plumbline.integrity.compile.table.TableCheck;
import dev.plumbline.model.ContentModel;
import dev.plumbline.model.Metadata;
import dev.plumbline.path.FieldGraphs;
import dev.plumbline.snapshot.Snapshot;

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
      Catalog catalog, Metadata metadata, Snapshot snapshot, CheckContext context) {
    CheckInputs inputs =
        new CheckInputs(
            new ContentModel(catalog, metadata, snapshot),
            FieldGraphs.of(catalog, metadata),
            context);
    CheckCollector checks = new CheckCollector();
    RelationCheck.compile(inputs, checks);
    FieldCheck.compile(inputs, checks);
    TableCheck.compile(inputs, checks);
    SystemCheck.compile(inputs, checks);
    return checks.list();
  }
}
