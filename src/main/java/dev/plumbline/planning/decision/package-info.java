/** Proposals, and what people decide about the plans that are made of them. */
@NullMarked
package dev.plumbline.planning.decision;

import org.jspecify.annotations.NullMarked;
