/** The keys that may be configured. */
@NullMarked
package dev.plumbline.configuration.reader.key;

import org.jspecify.annotations.NullMarked;
