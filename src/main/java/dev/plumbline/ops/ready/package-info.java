/** Why this process is not ready. */
@NullMarked
package dev.plumbline.ops.ready;

import org.jspecify.annotations.NullMarked;
