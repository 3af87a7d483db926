package dev.plumbline.planning;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.payload.SchemaDiff;
import dev.plumbline.reading.Reading;

/** What Directus itself would do. Never writes, never throws, never outlives its deadline. */
public interface SchemaDiffApi {
  /**
   * {@code POST /schema/diff}, which changes nothing.
   *
   * @param target whose Directus is asked
   * @param snapshot of the source, whole: each key that Directus gives, be it null
   * @return what would make the target like it; without items and with an empty hash if nothing
   *     differs
   */
  Reading<SchemaDiff> diff(EnvironmentId target, JsonObject snapshot);
}
