/** The one report of a command that reads every environment once. */
@NullMarked
package dev.plumbline.rest.once;

import org.jspecify.annotations.NullMarked;
