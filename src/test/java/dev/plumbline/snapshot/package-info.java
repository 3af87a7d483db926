@NullMarked
package dev.plumbline.snapshot;

import org.jspecify.annotations.NullMarked;
