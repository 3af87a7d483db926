/** Tests of scans: databases and time are values in memory. */
@NullMarked
package dev.plumbline.scan;

import org.jspecify.annotations.NullMarked;
