@NullMarked
package dev.plumbline.http.guard;

import org.jspecify.annotations.NullMarked;
