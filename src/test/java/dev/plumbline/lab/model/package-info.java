/** What is in the environments: a content model as Directus payloads, and schemas of any size. */
@NullMarked
package dev.plumbline.lab.model;

import org.jspecify.annotations.NullMarked;
