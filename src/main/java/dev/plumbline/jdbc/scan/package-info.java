/** The tables of scans and of the checks that they carried out. */
@NullMarked
package dev.plumbline.jdbc.scan;

import org.jspecify.annotations.NullMarked;
