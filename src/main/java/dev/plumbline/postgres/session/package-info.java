/** Connections to the watched databases that never hang, never write and never see too little. */
@NullMarked
package dev.plumbline.postgres.session;

import org.jspecify.annotations.NullMarked;
