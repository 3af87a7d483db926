/** Settings of server, database and role that change what a value means. */
@NullMarked
package dev.plumbline.postgres.catalog.setting;

import org.jspecify.annotations.NullMarked;
