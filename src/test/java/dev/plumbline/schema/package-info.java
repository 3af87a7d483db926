@NullMarked
package dev.plumbline.schema;

import org.jspecify.annotations.NullMarked;
