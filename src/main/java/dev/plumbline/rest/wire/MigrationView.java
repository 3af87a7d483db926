package dev.plumbline.rest.wire;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A migration of Directus that has been run in an environment. */
@Schema(name = "Migration", description = "A migration of Directus that has run.")
public record MigrationView(@Schema(examples = "20260909A") String version) {}
