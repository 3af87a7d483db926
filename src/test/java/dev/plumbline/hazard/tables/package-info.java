@NullMarked
package dev.plumbline.hazard.tables;

import org.jspecify.annotations.NullMarked;
