/** What a plan does, in words and in the order in which Directus does it. */
@NullMarked
package dev.plumbline.plan.step;

import org.jspecify.annotations.NullMarked;
