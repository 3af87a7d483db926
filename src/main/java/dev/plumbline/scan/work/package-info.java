/** Carries out scans: what is checked and what is kept, how it continues after a crash. */
@NullMarked
package dev.plumbline.scan.work;

import org.jspecify.annotations.NullMarked;
