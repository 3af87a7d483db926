/** REST under /api/v1. */
@NullMarked
package dev.plumbline.rest;

import org.jspecify.annotations.NullMarked;
