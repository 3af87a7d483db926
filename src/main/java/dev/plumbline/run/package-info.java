/** Runs as data: their phases, their states and their journal. Nothing here reads or writes. */
@NullMarked
package dev.plumbline.run;

import org.jspecify.annotations.NullMarked;
