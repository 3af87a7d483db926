@NullMarked
package dev.plumbline.run.rehearsal;

import org.jspecify.annotations.NullMarked;
