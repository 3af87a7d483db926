/** What every stored form is written with: JSON objects, compressed or not. */
@NullMarked
package dev.plumbline.jdbc.form.text;

import org.jspecify.annotations.NullMarked;
