/** One environment: its sources, what happened to it, and what can be asked of it. */
@NullMarked
package dev.plumbline.ui.environment;

import org.jspecify.annotations.NullMarked;
