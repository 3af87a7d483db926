/** Reads the configuration; says of each wrong key its value, and what would be right. */
@NullMarked
package dev.plumbline.configuration.reader;

import org.jspecify.annotations.NullMarked;
