package dev.plumbline.hazard.rules.platform;

import dev.plumbline.drift.words.Words;
import dev.plumbline.environment.Versions;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.hazard.HazardRule;
import dev.plumbline.hazard.SuspicionCollector;
import dev.plumbline.model.ContentModel;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What holds for the two environments as a whole. */
public final class PlatformDifferences implements HazardRule {
  @Override
  public void apply(HazardInputs inputs, SuspicionCollector collector) {
    if (inputs.items().isEmpty()) {
      return;
    }
    versions(inputs.source().versions(), inputs.target().versions(), collector);
    Optional<ContentModel> model = inputs.targetModel();
    if (model.isEmpty()) {
      collector.unknown(
          HazardCode.CATALOG_UNKNOWN,
          "",
          "the catalog of the target is unknown: indexes, views, triggers, owners and names in rows"
              + " were not checked",
          "the database of the target was not read",
          "configure the database of the target, or repair its access");
      return;
    }
    List<String> others = model.get().objects().properties().otherDirectus();
    if (!others.isEmpty()) {
      collector.state(
          HazardCode.SHARED_DATABASE,
          "",
          "the schema %s of the database also has the tables of a Directus; make sure that the target is the right one"
              .formatted(Words.list(others.stream().map(Words::name).toList())));
    }
  }

  private static void versions(Versions source, Versions target, SuspicionCollector collector) {
    if (source.directus().isPresent()
        && target.directus().isPresent()
        && !source.directus().equals(target.directus())) {
      collector.state(
          HazardCode.VERSIONS_DIFFER,
          "",
          "the source has Directus %s, the target has Directus %s; Directus compares only equal versions"
              .formatted(source.directus().get(), target.directus().get()),
          "upgrade the older one first");
    }
    if (!source.migrations().isEmpty()
        && !target.migrations().isEmpty()
        && !source.migrations().equals(target.migrations())) {
      TreeSet<String> missing = new TreeSet<>(source.migrations());
      target.migrations().forEach(missing::remove);
      TreeSet<String> more = new TreeSet<>(target.migrations());
      source.migrations().forEach(more::remove);
      collector.state(
          HazardCode.VERSIONS_DIFFER,
          "",
          "source and target have other migrations of Directus: only the source has %s, only the target has %s"
              .formatted(list(missing), list(more)),
          "start Directus once on the older database, so that it runs its migrations");
    }
  }

  private static String list(Set<String> versions) {
    return versions.isEmpty() ? "none" : Words.list(List.copyOf(versions));
  }
}
