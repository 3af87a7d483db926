@NullMarked
package dev.plumbline.postgres.scan.tally;

import org.jspecify.annotations.NullMarked;
