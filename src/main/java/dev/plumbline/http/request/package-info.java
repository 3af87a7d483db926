/**
 * What a request asks for, read strictly: parameters, fields, media types, and who may see what.
 */
@NullMarked
package dev.plumbline.http.request;

import org.jspecify.annotations.NullMarked;
