/** When an environment may be changed. */
@NullMarked
package dev.plumbline.approval.window;

import org.jspecify.annotations.NullMarked;
