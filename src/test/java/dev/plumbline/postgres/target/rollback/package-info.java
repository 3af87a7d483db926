/** Rollbacks of runs in real PostgreSQL. */
@NullMarked
package dev.plumbline.postgres.target.rollback;

import org.jspecify.annotations.NullMarked;
