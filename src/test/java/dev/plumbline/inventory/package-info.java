@NullMarked
package dev.plumbline.inventory;

import org.jspecify.annotations.NullMarked;
