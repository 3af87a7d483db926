package dev.plumbline.http.request;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids in paths. */
public final class Ids {
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private Ids() {}

  /** Empty if it is none; Java's own parser takes shortened ones, too. */
  public static Optional<UUID> uuid(String text) {
    return Optional.of(text).filter(id -> UUID_FORM.matcher(id).matches()).map(UUID::fromString);
  }
}
