package dev.plumbline.ui.oidc;

import static dev.plumbline.configuration.text.InvisibleCharacters.escaped;

import dev.plumbline.configuration.SignInProvider;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonBoolean;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.json.JsonValue.JsonString;
import dev.plumbline.store.session.PageSession.SignedIn.WithProvider;
import dev.plumbline.ui.oidc.SignInStep.Finish;
import dev.plumbline.ui.oidc.SignInStep.Known;
import dev.plumbline.ui.oidc.SignInStep.Refused;
import java.util.List;
import java.util.Locale;

/** Reads of a verified ID token who it is. Approvals count people, so this must be certain. */
final class PersonClaims {
  private static final String EMAIL = "email";
  private static final String VERIFIED = "email_verified";
  private static final int LONGEST = 200;

  private PersonClaims() {}

  static Finish read(SignInProvider provider, JsonObject claims) {
    String claim = provider.personClaim();
    String text = claims.get(claim).textOr("").strip();
    if (text.isEmpty()) {
      return new Refused(
          provider.name()
              + " did not say who you are: its ID token has no text in the claim '"
              + claim
              + "' (plumbline.oidc.person-claim).");
    }
    if (text.length() > LONGEST || !escaped(text).equals(text)) {
      return new Refused(
          "The claim '"
              + claim
              + "' of the ID token has more than "
              + LONGEST
              + " characters, or invisible ones: '"
              + escaped(text.substring(0, Math.min(text.length(), LONGEST)))
              + "'.");
    }
    if (!claim.equals(EMAIL)) {
      return new Known(new WithProvider(text, groups(claims.get(provider.groupsClaim()))));
    }
    // Who may enter any address into a profile could approve in the name of its owner.
    return isTrue(claims.get(VERIFIED))
        // The same person, however the address is written.
        ? new Known(
            new WithProvider(
                text.toLowerCase(Locale.ROOT), groups(claims.get(provider.groupsClaim()))))
        : new Refused(
            provider.name()
                + " did not say that the address '"
                + text
                + "' is verified: the claim '"
                + VERIFIED
                + "' of its ID token is not true.");
  }

  /** As text, too: some providers write it so. */
  private static boolean isTrue(JsonValue value) {
    return value.equals(JsonBoolean.TRUE) || value.textOr("").equals("true");
  }

  /** Some providers write the only one without an array. */
  private static List<String> groups(JsonValue value) {
    return switch (value) {
      case JsonString one -> List.of(one.value());
      case JsonArray several ->
          several.items().stream()
              .filter(JsonString.class::isInstance)
              .map(item -> item.textOr(""))
              .distinct()
              .sorted()
              .toList();
      default -> List.of();
    };
  }
}
