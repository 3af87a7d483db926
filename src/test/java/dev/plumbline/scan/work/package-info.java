/** Tests of carrying out scans. */
@NullMarked
package dev.plumbline.scan.work;

import org.jspecify.annotations.NullMarked;
