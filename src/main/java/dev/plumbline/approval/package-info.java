/**
 * Who must approve a plan, who may, and what a decision makes of it. The states of a plan are here;
 * what is legal next is a method of the state.
 */
@NullMarked
package dev.plumbline.approval;

import org.jspecify.annotations.NullMarked;
