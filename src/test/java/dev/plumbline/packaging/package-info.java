/** What people deploy Plumbline with: the image, Docker Compose, Kubernetes, pipelines. */
@NullMarked
package dev.plumbline.packaging;

import org.jspecify.annotations.NullMarked;
