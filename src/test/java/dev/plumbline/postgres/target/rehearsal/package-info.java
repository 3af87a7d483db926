@NullMarked
package dev.plumbline.postgres.target.rehearsal;

import org.jspecify.annotations.NullMarked;
