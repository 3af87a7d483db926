/** What a plan carries and how it is said. */
@NullMarked
package dev.plumbline.plan;

import org.jspecify.annotations.NullMarked;
