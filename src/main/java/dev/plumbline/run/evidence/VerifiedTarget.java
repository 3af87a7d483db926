package dev.plumbline.run.evidence;

import dev.plumbline.run.verification.ContentChanges;
import dev.plumbline.run.verification.Verification;

/** How a target was verified. */
public record VerifiedTarget(Verification verification, ContentChanges content) {}
