/** Single values as people write them: durations, addresses, times. */
@NullMarked
package dev.plumbline.configuration.text;

import org.jspecify.annotations.NullMarked;
