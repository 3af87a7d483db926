@NullMarked
package dev.plumbline.jdbc.form;

import org.jspecify.annotations.NullMarked;
