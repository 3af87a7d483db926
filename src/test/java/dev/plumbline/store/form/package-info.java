@NullMarked
package dev.plumbline.store.form;

import org.jspecify.annotations.NullMarked;
