/** Reads one environment, through ports that adapters implement. */
@NullMarked
package dev.plumbline.watch;

import org.jspecify.annotations.NullMarked;
