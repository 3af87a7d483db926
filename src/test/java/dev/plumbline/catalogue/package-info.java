/**
 * The mutation catalogue: kinds of change to a real environment, and what Plumbline must report
 * each. Start at {@link dev.plumbline.catalogue.Catalogue#all()}.
 */
@NullMarked
package dev.plumbline.catalogue;

import org.jspecify.annotations.NullMarked;
