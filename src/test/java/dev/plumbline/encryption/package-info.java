@NullMarked
package dev.plumbline.encryption;

import org.jspecify.annotations.NullMarked;
