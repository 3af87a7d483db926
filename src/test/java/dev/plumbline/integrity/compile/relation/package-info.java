/** Tests of the checks that relations ask for. */
@NullMarked
package dev.plumbline.integrity.compile.relation;

import org.jspecify.annotations.NullMarked;
