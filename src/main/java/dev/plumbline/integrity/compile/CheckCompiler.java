package dev.plumbline.integrity.compile;

import dev.plumbline.integrity.CheckList;
import dev.plumbline.schema.Catalog;
import dev.plumbline.schema.Metadata;
import dev.plumbline.schema.Snapshot;
import java.util.List;

/** Compiles schema and metadata into checks. */
public final class CheckCompiler {
  private CheckCompiler() {}

  /**
   * @param snapshot rebuilt from the other two
   */
  public static CheckList compile(Catalog catalog, Metadata metadata, Snapshot snapshot) {
    return new CheckList(List.of(), List.of());
  }
}
