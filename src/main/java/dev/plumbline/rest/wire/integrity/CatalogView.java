package dev.plumbline.rest.wire.integrity;

import dev.plumbline.mismatch.Disagreements;
import dev.plumbline.mismatch.Mismatch;
import dev.plumbline.mismatch.wellknown.WellKnownObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where Directus's metadata and the catalog of its database disagree. */
@Schema(
    name = "Catalog",
    description =
        "Where Directus's metadata and the PostgreSQL catalog disagree. The lists are"
            + " null if the catalog was not read.")
public record CatalogView(
    @Schema(description = "False: it is unknown whether they disagree.") boolean read,
    @Nullable List<MismatchView> mismatches,
    @Schema(
            description =
                "Objects that Directus does not use, but that belong to a"
                    + " known tool or extension.")
        @Nullable List<HarmlessView> harmless) {

  /** One disagreement. */
  @Schema(name = "Mismatch")
  public record MismatchView(
      @Schema(examples = "ghost_field") String code,
      @Schema(enumeration = {"critical", "high", "medium", "low", "info"}) String severity,
      @Schema(examples = "articles.subtitle") String subject,
      @Schema(description = "Property of the subject; may be empty.") String path,
      String message) {}

  /** Something that belongs to something else. */
  @Schema(name = "HarmlessObject")
  public record HarmlessView(
      @Schema(examples = "table") String kind,
      @Schema(examples = "spatial_ref_sys") String name,
      String why) {}

  static CatalogView of(Optional<Disagreements> catalog, Predicate<Mismatch> asked) {
    return catalog
        .map(
            reading ->
                new CatalogView(
                    true,
                    reading.mismatches().stream().filter(asked).map(CatalogView::view).toList(),
                    reading.harmless().stream().map(CatalogView::view).toList()))
        .orElse(new CatalogView(false, null, null));
  }

  private static MismatchView view(Mismatch mismatch) {
    return new MismatchView(
        mismatch.code().label(),
        mismatch.code().severity().label(),
        mismatch.subject(),
        mismatch.path(),
        mismatch.message());
  }

  private static HarmlessView view(WellKnownObject harmless) {
    return new HarmlessView(harmless.kind(), harmless.name(), harmless.why());
  }
}
