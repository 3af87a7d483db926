/** Runs: each phase as it happens, the evidence, and the form that undoes one. */
@NullMarked
package dev.plumbline.ui.run;

import org.jspecify.annotations.NullMarked;
