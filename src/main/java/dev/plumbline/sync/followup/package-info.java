/** Verifies targets again some time after their runs. */
@NullMarked
package dev.plumbline.sync.followup;

import org.jspecify.annotations.NullMarked;
