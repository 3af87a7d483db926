/** Records of ours as JSON; nothing that is read of an environment goes through it. */
@NullMarked
package dev.plumbline.jackson.form;

import org.jspecify.annotations.NullMarked;
