/** One identity over many polls, and a life. */
@NullMarked
package dev.plumbline.finding;

import org.jspecify.annotations.NullMarked;
