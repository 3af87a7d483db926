/** What is logged of problems. */
@NullMarked
package dev.plumbline.http.problem;

import org.jspecify.annotations.NullMarked;
