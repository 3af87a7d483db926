@NullMarked
package dev.plumbline.integrity;

import org.jspecify.annotations.NullMarked;
