/**
 * Reads the records of one environment, gently and in pieces: what faces ask for, the ports, and
 * the pace.
 */
@NullMarked
package dev.plumbline.scan;

import org.jspecify.annotations.NullMarked;
