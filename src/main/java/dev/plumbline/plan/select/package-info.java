/** What a plan carries: what was asked for, what that needs, and what Directus can bring about. */
@NullMarked
package dev.plumbline.plan.select;

import org.jspecify.annotations.NullMarked;
