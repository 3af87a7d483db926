/** What polls and scans observe, as the sentences of findings. */
@NullMarked
package dev.plumbline.finding.observation;

import org.jspecify.annotations.NullMarked;
