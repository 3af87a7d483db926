package dev.plumbline.planning;

/**
 * The version of Plumbline, as far as it decides what a plan is.
 *
 * @param digest of its code
 */
public record PlanModel(String digest) {}
