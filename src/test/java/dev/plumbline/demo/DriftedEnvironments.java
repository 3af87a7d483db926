package dev.plumbline.demo;

import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusAdmin;
import dev.plumbline.lab.directus.DirectusVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Local, staging and production of one team, grown apart as they do: what local has was not
 * promoted yet, and somebody worked in production. What is wrong below the API of staging and
 * production is {@link Planted}.
 */
public final class DriftedEnvironments implements AutoCloseable {
  public static final List<String> NAMES = List.of("local", "staging", "production");

  /**
   * Code and subject of what makes staging unlike local, but for what {@link DemoConfiguration}
   * ignores.
   */
  public static final Map<String, String> LOCAL_TO_STAGING =
      Map.of(
          "events", "collection_added",
          "articles.status", "field_choices_changed",
          "products.stock", "field_type_changed");

  /** Code and subject of what makes production unlike staging. */
  public static final Map<String, String> STAGING_TO_PRODUCTION =
      Map.of(
          "customers.birthday", "field_added",
          "customers.interests", "field_added",
          "authors.bio", "field_added",
          "authors.biography", "field_removed",
          "articles.issue", "relation_constraint_added",
          "newsletter_bounces", "table_added",
          "order_lines.order_lines_by_product", "index_removed");

  private final SequencedMap<String, LabEnvironment> environments = new LinkedHashMap<>();

  /** Starts them and lets them drift; takes about half a minute. */
  public DriftedEnvironments(DirectusVersion version) {
    Laboratory laboratory = Laboratory.shared();
    // Made one after the other, started side by side: starting is what takes long.
    NAMES.forEach(name -> environments.put(name, laboratory.stopped(version, Template.MODEL)));
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> drifting =
          List.of(
              executor.submit(() -> notPromotedYet(get("local").start().directus())),
              executor.submit(() -> Planted.inStaging(get("staging").start())),
              executor.submit(() -> workedInPlace(get("production").start())));
      for (Future<?> each : drifting) {
        each.get();
      }
    } catch (Exception e) {
      close();
      throw new IllegalStateException("the environments could not be started", e);
    }
  }

  public LabEnvironment get(String name) {
    return Objects.requireNonNull(
        environments.get(name), () -> "there is no " + name + ", only " + environments.keySet());
  }

  @Override
  public void close() {
    environments.values().forEach(LabEnvironment::close);
  }

  private static void notPromotedYet(DirectusAdmin local) {
    local.post(
        "/collections",
        """
        {"collection": "events", "schema": {}, "meta": {"icon": "event", "group": "editorial"},
         "fields": [
           {"field": "id", "type": "integer",
            "schema": {"is_primary_key": true, "has_auto_increment": true},
            "meta": {"interface": "input", "hidden": true, "readonly": true}},
           {"field": "title", "type": "string", "schema": {"is_nullable": false},
            "meta": {"interface": "input", "required": true}},
           {"field": "starts_at", "type": "timestamp", "meta": {"interface": "datetime"}},
           {"field": "article", "type": "uuid",
            "meta": {"interface": "select-dropdown-m2o", "special": ["m2o"]}}]}\
        """);
    local.post(
        "/relations",
        """
        {"collection": "events", "field": "article", "related_collection": "articles",
         "schema": {"on_delete": "SET NULL"}, "meta": {"sort_field": null}}\
        """);
    local.patch(
        "/fields/articles/status",
        """
        {"meta": {"options": {"choices": [
          {"text": "Draft", "value": "draft", "color": "#A2B5CD"},
          {"text": "In review", "value": "review", "color": "#FFC23B"},
          {"text": "Scheduled", "value": "scheduled", "color": "#3399FF"},
          {"text": "Published", "value": "published", "color": "#2ECDA7"},
          {"text": "Archived", "value": "archived", "color": "#E35169"}]}}}\
        """);
    local.patch("/fields/products/stock", "{\"type\": \"bigInteger\", \"schema\": {}}");
  }

  private static void workedInPlace(LabEnvironment environment) {
    DirectusAdmin production = environment.directus();
    production.delete("/fields/customers/birthday");
    // Directus cannot rename a field: people make a new one and drop the old.
    production.post(
        "/fields/authors",
        """
        {"field": "biography", "type": "text", "schema": {},
         "meta": {"interface": "input-rich-text-md"}}\
        """);
    production.delete("/fields/authors/bio");
    Planted.inProduction(environment);
  }
}
