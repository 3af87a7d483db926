package dev.plumbline.environment;

/**
 * One Directus instance and its database.
 *
 * @param isProtected stricter rules for everything that writes; true by default for production
 */
public record Environment(EnvironmentId id, Tier tier, boolean isProtected) {}
