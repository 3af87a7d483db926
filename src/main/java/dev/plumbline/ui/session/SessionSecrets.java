package dev.plumbline.ui.session;

/** Makes secrets that nobody can guess: 256 random bits, as text that fits into a cookie. */
public interface SessionSecrets {
  String next();
}
