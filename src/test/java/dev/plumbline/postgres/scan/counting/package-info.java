@NullMarked
package dev.plumbline.postgres.scan.counting;

import org.jspecify.annotations.NullMarked;
