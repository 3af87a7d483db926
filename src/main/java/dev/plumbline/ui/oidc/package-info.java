/** Signing in with an identity provider by OpenID Connect; nothing but that is done by it. */
@NullMarked
package dev.plumbline.ui.oidc;

import org.jspecify.annotations.NullMarked;
