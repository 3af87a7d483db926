@NullMarked
package dev.plumbline.audit;

import org.jspecify.annotations.NullMarked;
