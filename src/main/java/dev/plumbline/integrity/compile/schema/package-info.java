/** What checks are compiled from, and what they are collected in. */
@NullMarked
package dev.plumbline.integrity.compile.schema;

import org.jspecify.annotations.NullMarked;
