/** Short transactions on a watched database, given up as soon as somebody waits for them. */
@NullMarked
package dev.plumbline.postgres.scan.server;

import org.jspecify.annotations.NullMarked;
