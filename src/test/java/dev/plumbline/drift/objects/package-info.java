@NullMarked
package dev.plumbline.drift.objects;

import org.jspecify.annotations.NullMarked;
