@NullMarked
package dev.plumbline.docs;

import org.jspecify.annotations.NullMarked;
