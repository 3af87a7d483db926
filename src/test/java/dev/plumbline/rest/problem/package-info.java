/** What is logged of problems. */
@NullMarked
package dev.plumbline.rest.problem;

import org.jspecify.annotations.NullMarked;
