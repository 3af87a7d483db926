/** What REST shows of records and of the schema below the API. */
@NullMarked
package dev.plumbline.rest.wire.integrity;

import org.jspecify.annotations.NullMarked;
