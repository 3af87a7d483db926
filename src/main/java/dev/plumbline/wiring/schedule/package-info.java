/** How Quartz begins, which keeps what is done now and then. */
@NullMarked
package dev.plumbline.wiring.schedule;

import org.jspecify.annotations.NullMarked;
