/**
 * Makes plans and takes decisions about them. Nothing here writes to an environment: a plan is what
 * a run would do.
 */
@NullMarked
package dev.plumbline.planning;

import org.jspecify.annotations.NullMarked;
