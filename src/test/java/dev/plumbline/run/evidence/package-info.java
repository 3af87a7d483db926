@NullMarked
package dev.plumbline.run.evidence;

import org.jspecify.annotations.NullMarked;
