package dev.plumbline.mismatch.rules;

import dev.plumbline.mismatch.MismatchCode;
import dev.plumbline.mismatch.rules.catalog.CatalogMismatch;
import dev.plumbline.mismatch.rules.metadata.MetadataMismatch;
import dev.plumbline.mismatch.rules.relation.RelationMismatch;
import java.util.Arrays;
import java.util.stream.Stream;

/** The code of every mismatch. */
public final class MismatchCodes {
  private static final MismatchCode[] VALUES =
      Stream.<MismatchCode[]>of(
              MetadataMismatch.values(), CatalogMismatch.values(), RelationMismatch.values())
          .flatMap(Arrays::stream)
          .toArray(MismatchCode[]::new);

  private MismatchCodes() {}

  /** In the order of {@code docs/mismatches.md}. */
  public static MismatchCode[] values() {
    return VALUES.clone();
  }

  /** Whether Directus shows another default than the column has. */
  public static boolean isMisreadDefault(MismatchCode code) {
    return code == CatalogMismatch.DEFAULT_IS_EXPRESSION || code == CatalogMismatch.DEFAULT_MISREAD;
  }

  /** Whether Directus's role may not read the table. */
  public static boolean isUnreadableTable(MismatchCode code) {
    return code == CatalogMismatch.ROLE_CANNOT_READ_TABLE;
  }

  /** Whether the table is not a collection. */
  public static boolean isUntrackedTable(MismatchCode code) {
    return code == MetadataMismatch.UNTRACKED_TABLE;
  }
}
