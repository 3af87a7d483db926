package dev.plumbline.hazard;

/** Finds one kind of harm. Pure: equal inputs, equal suspicions. */
@FunctionalInterface
public interface HazardRule {
  void apply(HazardInputs inputs, SuspicionCollector collector);
}
