@NullMarked
package dev.plumbline.store.embedded;

import org.jspecify.annotations.NullMarked;
