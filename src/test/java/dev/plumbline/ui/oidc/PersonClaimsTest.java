package dev.plumbline.ui.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.SignInProvider;
import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.store.session.PageSession.SignedIn.WithProvider;
import dev.plumbline.ui.oidc.SignInStep.Finish;
import dev.plumbline.ui.oidc.SignInStep.Known;
import dev.plumbline.ui.oidc.SignInStep.Refused;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who it is that an ID token is about. */
class PersonClaimsTest {
  @Test
  void verifiedAddressIsThePersonHoweverItIsWritten() {
    assertThat(
            read(
                "email",
                """
                {"email": " Ada@Example.com ", "email_verified": true, "groups": ["b", "a", "b"]}
                """))
        .isEqualTo(new Known(new WithProvider("ada@example.com", List.of("a", "b"))));
    assertThat(read("email", "{\"email\": \"ada@example.com\", \"email_verified\": \"true\"}"))
        .isEqualTo(new Known(new WithProvider("ada@example.com", List.of())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ", \"email_verified\": false", ", \"email_verified\": \"yes\""})
  void addressThatIsNotVerifiedIsRefused(String verified) {
    assertThat(read("email", "{\"email\": \"ada@example.com\"" + verified + "}"))
        .isEqualTo(
            new Refused(
                "Okta did not say that the address 'ada@example.com' is verified: the claim"
                    + " 'email_verified' of its ID token is not true."));
  }

  @Test
  void otherClaimIsTakenAsItIs() {
    assertThat(read("preferred_username", "{\"preferred_username\": \"Ada\"}"))
        .isEqualTo(new Known(new WithProvider("Ada", List.of())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"sub\": 7}", "{\"sub\": [\"a\"]}", "{\"sub\": \" \"}"})
  void withoutTextNobodyIsKnown(String claims) {
    assertThat(read("sub", claims))
        .isEqualTo(
            new Refused(
                "Okta did not say who you are: its ID token has no text in the claim 'sub'"
                    + " (plumbline.oidc.person-claim)."));
  }

  @Test
  void textThatCouldPassForAnotherIsRefused() {
    assertThat(read("sub", "{\"sub\": \"ad\\u200ba\"}"))
        .isEqualTo(
            new Refused(
                "The claim 'sub' of the ID token has more than 200 characters, or invisible ones:"
                    + " 'ad\\u200ba'."));
    assertThat(read("sub", "{\"sub\": \"" + "a".repeat(201) + "\"}")).isInstanceOf(Refused.class);
    assertThat(read("sub", "{\"sub\": \"" + "a".repeat(200) + "\"}")).isInstanceOf(Known.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"staff\"|staff",
        "[\"staff\", 7, null]|staff",
        "{\"staff\": true}|",
        "null|",
      })
  void groupsAreTextsOnly(String groups, @Nullable String expected) {
    assertThat(read("sub", "{\"sub\": \"ada\", \"groups\": " + groups + "}"))
        .isEqualTo(
            new Known(new WithProvider("ada", expected == null ? List.of() : List.of(expected))));
  }

  private static Finish read(String personClaim, String claims) {
    return PersonClaims.read(
        new SignInProvider(
            "Okta",
            URI.create("https://login.example.com"),
            "plumbline",
            new Secret.Literal("unused"),
            URI.create("https://plumbline.example.com/sign-in/oidc/callback"),
            List.of(),
            personClaim,
            "groups",
            List.of()),
        (JsonObject) JsonText.read(claims));
  }
}
