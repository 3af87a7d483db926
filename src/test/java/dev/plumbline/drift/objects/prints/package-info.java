@NullMarked
package dev.plumbline.drift.objects.prints;

import org.jspecify.annotations.NullMarked;
