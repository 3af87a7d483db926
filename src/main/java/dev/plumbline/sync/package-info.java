/**
 * Carries approved plans out: backed up, proven, applied once, verified. The only package that may
 * use what writes to an environment.
 */
@NullMarked
package dev.plumbline.sync;

import org.jspecify.annotations.NullMarked;
