/** The report of a run that has ended, as data. Nothing here reads or writes. */
@NullMarked
package dev.plumbline.run.evidence;

import org.jspecify.annotations.NullMarked;
