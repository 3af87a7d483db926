/** Tests of what is read of the catalog. */
@NullMarked
package dev.plumbline.postgres.catalog;

import org.jspecify.annotations.NullMarked;
