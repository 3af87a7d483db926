/** Broken records of an environment, and where its metadata and its catalog disagree. */
@NullMarked
package dev.plumbline.ui.integrity;

import org.jspecify.annotations.NullMarked;
