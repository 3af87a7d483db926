/**
 * A plan as data: everything that would be done to make one environment like another, decided and
 * sealed. Nothing here reads, writes or decides anything later.
 */
@NullMarked
package dev.plumbline.plan;

import org.jspecify.annotations.NullMarked;
