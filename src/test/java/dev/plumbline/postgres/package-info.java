@NullMarked
package dev.plumbline.postgres;

import org.jspecify.annotations.NullMarked;
