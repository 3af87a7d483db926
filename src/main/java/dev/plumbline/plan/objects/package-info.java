/** What PostgreSQL has beside a snapshot, as SQL that a person may run in the target. */
@NullMarked
package dev.plumbline.plan.objects;

import org.jspecify.annotations.NullMarked;
