/** Directus's snapshot of a schema, its JSON and its fingerprint. */
@NullMarked
package dev.plumbline.snapshot;

import org.jspecify.annotations.NullMarked;
