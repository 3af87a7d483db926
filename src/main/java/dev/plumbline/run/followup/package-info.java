/** Verifying a target again some time after a run, as data. */
@NullMarked
package dev.plumbline.run.followup;

import org.jspecify.annotations.NullMarked;
