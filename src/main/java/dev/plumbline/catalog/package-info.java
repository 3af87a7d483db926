/** What PostgreSQL's catalog holds: tables, objects beside them, settings and roles. */
@NullMarked
package dev.plumbline.catalog;

import org.jspecify.annotations.NullMarked;
