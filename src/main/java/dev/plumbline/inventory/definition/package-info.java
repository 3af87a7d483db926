/**
 * Definitions of objects of the catalog, in a text that does not depend on the version of
 * PostgreSQL.
 */
@NullMarked
package dev.plumbline.inventory.definition;

import org.jspecify.annotations.NullMarked;
