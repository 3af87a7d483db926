/** How time passes for polls, scans, plans and runs: from outside, so that a test can step it. */
@NullMarked
package dev.plumbline.timing;

import org.jspecify.annotations.NullMarked;
