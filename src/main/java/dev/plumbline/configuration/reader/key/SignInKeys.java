package dev.plumbline.configuration.reader.key;

import static dev.plumbline.configuration.reader.key.KnownKey.key;

import java.util.List;

/** The keys of signing in to the pages with OpenID Connect. */
final class SignInKeys {
  private static final String OIDC = "plumbline.oidc.";
  static final String ROLE = OIDC + "roles.<entry>.";
  static final String SCOPES = OIDC + "scopes";

  static final List<KnownKey> ALL =
      List.of(
          key(
              OIDC + "issuer",
              "https://login.example.com/realms/staff",
              "Address of an identity provider that people sign in to the pages with, by OpenID"
                  + " Connect; with https. Without it, only tokens. Needs `plumbline.public-url`;"
                  + " register `<public-url>/sign-in/oidc/callback` there as the redirect URI."),
          key(
              OIDC + "client-id",
              "plumbline",
              "Id of the client that Plumbline is to the provider. Required with `oidc.issuer`."),
          key(OIDC + "client-secret", "a-secret", "Its secret, required as well. Secret."),
          key(
              OIDC + "client-secret-file",
              "/run/secrets/oidc-client-secret",
              "File with that secret, instead of it. Read again at each sign-in."),
          key(
              OIDC + "name",
              "OpenID Connect",
              "Okta",
              "What people call the provider: the button says `Sign in with` it."),
          key(
              SCOPES,
              "profile,email",
              "profile,email,groups",
              "What Plumbline asks for besides `openid`, separated by commas."),
          key(
              OIDC + "person-claim",
              "email",
              "preferred_username",
              "Claim of the ID token that says which person it is. `email` counts only with"
                  + " `email_verified`. Never one that people can change themselves."),
          key(
              OIDC + "groups-claim",
              "groups",
              "roles",
              "Claim of the ID token that lists the groups of the person."),
          key(
              ROLE + "group",
              "plumbline-approvers",
              "A group whose members may sign in, as it is in that claim. Required."),
          key(
              ROLE + "role",
              "approver",
              "What they may do, as for a token. Of several entries that match, one counts: the one"
                  + " with the highest role. Required."),
          key(
              ROLE + "environments",
              "all",
              "local,staging",
              "The only environments that they may see, separated by commas; not blank."));

  private SignInKeys() {}
}
