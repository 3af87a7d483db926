package dev.plumbline.drift;

import dev.plumbline.environment.Versions;
import dev.plumbline.schema.Snapshot;

/** One of the two sides of a comparison. */
public record Side(Snapshot snapshot, Versions versions) {}
