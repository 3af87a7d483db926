/** Tests of what a run carries out a plan with. */
@NullMarked
package dev.plumbline.sync;

import org.jspecify.annotations.NullMarked;
