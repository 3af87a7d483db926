/** What two major versions of PostgreSQL print differently. */
@NullMarked
package dev.plumbline.drift.version;

import org.jspecify.annotations.NullMarked;
