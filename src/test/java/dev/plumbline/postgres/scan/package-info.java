@NullMarked
package dev.plumbline.postgres.scan;

import org.jspecify.annotations.NullMarked;
