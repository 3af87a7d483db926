package dev.plumbline.hazard.rules.platform;

import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.hazard.HazardRule;
import dev.plumbline.hazard.SuspicionCollector;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.payload.Section;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Directus 12 without a licence allows 25 active collections, and an apply obeys it: it creates
 * before it deletes, and with all 25 in use even the change of a note fails (facts 0.9).
 */
public final class LicenceLimit implements HazardRule {
  private static final int MOST = 25;
  private static final int FIRST_RELEASE = 12;
  private static final Pattern RELEASE = Pattern.compile("(\\d{1,4})\\..*");

  @Override
  public void apply(HazardInputs inputs, SuspicionCollector collector) {
    if (!isLimited(inputs)) {
      return;
    }
    long active =
        inputs.target().snapshot().collections().stream()
            .filter(collection -> collection.schema().isPresent())
            .filter(collection -> isActive(collection.meta()))
            .count();
    long created =
        inputs
            .created(Section.COLLECTIONS)
            .filter(create -> create.after().has("schema"))
            .filter(create -> isActive(create.after().get("meta")))
            .count();
    boolean altersOne = inputs.altered(Section.COLLECTIONS).findAny().isPresent();
    if (created > 0 ? active + created > MOST : altersOne && active >= MOST) {
      collector.state(
          HazardCode.LICENCE_LIMIT,
          "",
          "the target has %d active collections and the plan creates %d, before it drops any; without a licence Directus 12 allows %d and answers 403"
              .formatted(active, created, MOST),
          "make sure that the target has a licence, or drop collections in a plan of their own"
              + " first");
    }
  }

  private static boolean isActive(JsonValue meta) {
    return !(meta instanceof JsonObject object)
        || !object.get("status").equals(JsonValue.of("inactive"));
  }

  private static boolean isLimited(HazardInputs inputs) {
    Matcher matcher = RELEASE.matcher(inputs.target().versions().directus().orElse(""));
    return matcher.matches() && Integer.parseInt(matcher.group(1)) >= FIRST_RELEASE;
  }
}
