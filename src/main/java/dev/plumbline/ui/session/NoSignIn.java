package dev.plumbline.ui.session;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A page that is shown to whoever asks, such as the one to sign in on. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface NoSignIn {}
