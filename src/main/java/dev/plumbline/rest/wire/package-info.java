/** The public form of what REST answers. Names here are a contract: added, never renamed. */
@NullMarked
package dev.plumbline.rest.wire;

import org.jspecify.annotations.NullMarked;
