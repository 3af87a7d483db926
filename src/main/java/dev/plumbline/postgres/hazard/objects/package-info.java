/** What PostgreSQL's own catalog says of a table or a column of the target before a plan. */
@NullMarked
package dev.plumbline.postgres.hazard.objects;

import org.jspecify.annotations.NullMarked;
