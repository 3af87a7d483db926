package dev.plumbline.configuration.reader;

import dev.plumbline.configuration.ApiToken;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.SignInProvider;
import dev.plumbline.configuration.SignInProvider.GroupRole;
import dev.plumbline.configuration.text.Addresses;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads who may do what: {@code plumbline.tokens.<token>}, and {@code plumbline.oidc} for people
 * who sign in with an identity provider.
 */
final class SignInConfigReader {
  private SignInConfigReader() {}

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** Of nothing and of a lone line feed: somebody hashed a variable that was not set. */
  private static final Set<String> OF_NOTHING =
      Set.of(
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
          "01ba4719c80b6fe911b091a7c05124b64eeece964e09c058ef8f9805daca546b");

  private static final String DISCOVERY = "/.well-known/openid-configuration";
  private static final String ROLES = "oidc.roles";

  static Optional<ApiToken> token(
      String name, ConfigSection section, SortedSet<String> environments) {
    Optional<String> sha256 =
        section.parsed(
            "sha256",
            section.required("sha256", "the SHA-256 of the token in hexadecimal"),
            SignInConfigReader::sha256);
    Optional<ApiToken.Role> role = role(section);
    Access access = access(section, environments);
    String person = section.text("person").map(String::strip).orElse(name);
    return sha256.flatMap(
        hash -> role.map(known -> new ApiToken(name, hash, known, access, person)));
  }

  private static Optional<ApiToken.Role> role(ConfigSection section) {
    return section.oneOf(
        "role",
        section.required("role", "viewer, operator, approver or admin"),
        List.of(ApiToken.Role.values()),
        ApiToken.Role::label);
  }

  private static Access access(ConfigSection section, SortedSet<String> environments) {
    return section.parsed("environments", text -> access(text, environments)).orElse(Access.ALL);
  }

  /**
   * @param publicUrl at which people reach this service
   */
  static Optional<SignInProvider> provider(
      ConfiguredValues values, SortedSet<String> environments, Optional<URI> publicUrl) {
    ConfigSection section = new ConfigSection("plumbline.oidc", values);
    SortedSet<String> labels = values.names(ROLES);
    if (labels.isEmpty()
        && !section.has(
            "issuer",
            "client-id",
            "client-secret",
            "client-secret-file",
            "name",
            "scopes",
            "person-claim",
            "groups-claim")) {
      return Optional.empty();
    }
    Optional<URI> issuer =
        section.parsed(
            "issuer",
            section.required("issuer", "the address of the identity provider"),
            SignInConfigReader::issuer);
    Optional<String> clientId =
        section.required("client-id", "the id of this client at the provider");
    Optional<Secret> secret = section.secret("client-secret");
    if (!section.has("client-secret", "client-secret-file")) {
      section.problem(
          "client-secret", "is missing. Set it or client-secret-file to the secret of the client.");
    }
    if (values.get("plumbline.public-url").isEmpty()) {
      values.problem(
          "plumbline.public-url",
          "is missing, but plumbline.oidc is set. Set it to the address at which people open"
              + " Plumbline: the identity provider sends their browsers back to it.");
    }
    List<String> scopes =
        section.parsed("scopes", SignInConfigReader::scopes).orElse(List.of("profile", "email"));
    List<GroupRole> roles = new ArrayList<>();
    for (String label : labels) {
      groupRole(label, section.sub("roles." + label), environments, roles).ifPresent(roles::add);
    }
    if (labels.isEmpty()) {
      section.problem(
          "roles",
          "is missing, so nobody could sign in. Set at least plumbline.oidc.roles.<entry>.group"
              + " and .role.");
    }
    return issuer.flatMap(
        address ->
            clientId.flatMap(
                id ->
                    secret.flatMap(
                        known ->
                            publicUrl.map(
                                url ->
                                    new SignInProvider(
                                        section.text("name").orElse("OpenID Connect"),
                                        address,
                                        id,
                                        known,
                                        URI.create(url + SignInProvider.CALLBACK),
                                        scopes,
                                        section.text("person-claim").orElse("email"),
                                        section.text("groups-claim").orElse("groups"),
                                        roles)))));
  }

  private static Optional<GroupRole> groupRole(
      String label, ConfigSection section, SortedSet<String> environments, List<GroupRole> before) {
    Optional<String> group =
        section.required("group", "a group, as the identity provider names it in the ID token");
    before.stream()
        .filter(other -> group.equals(Optional.of(other.group())))
        .findFirst()
        .ifPresent(
            other ->
                section.problem(
                    "group",
                    "'"
                        + other.group()
                        + "' is also the group of '"
                        + other.label()
                        + "'. Each group has one entry."));
    Optional<ApiToken.Role> role = role(section);
    Access access = access(section, environments);
    return group.flatMap(name -> role.map(known -> new GroupRole(label, name, known, access)));
  }

  /** Without TLS, anybody on the way could sign in as anybody. */
  private static URI issuer(String text) {
    if (text.endsWith(DISCOVERY)) {
      throw new IllegalArgumentException(
          "'" + text + "' is the address of its description. Leave out " + DISCOVERY + ".");
    }
    if (text.contains("@")) {
      throw new IllegalArgumentException("has credentials in it. Write the address without them.");
    }
    URI uri;
    try {
      uri = new URI(text.replaceFirst("/+$", ""));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(noIssuer(text), e);
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!Set.of("http", "https").contains(scheme)
        || uri.getHost() == null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(noIssuer(text));
    }
    if (scheme.equals("http") && !Addresses.isThisMachine(uri)) {
      throw new IllegalArgumentException(
          "'" + text + "' is without TLS. Write an address with https.");
    }
    return uri;
  }

  private static String noIssuer(String text) {
    return "'"
        + text
        + "' is not the address of an identity provider. Write one such as"
        + " https://login.example.com/realms/staff.";
  }

  private static List<String> scopes(String text) {
    List<String> scopes =
        Stream.of(text.split(",", -1)).map(String::strip).filter(s -> !s.isEmpty()).toList();
    for (String scope : scopes) {
      // RFC 6749, section 3.3
      if (!scope.matches("[!#-\\[\\]-~]+")) {
        throw new IllegalArgumentException(
            "'" + scope + "' is not a scope. Separate scopes by commas, such as profile,email.");
      }
    }
    return scopes;
  }

  private static String sha256(String text) {
    String hex = text.toLowerCase(Locale.ROOT);
    if (!SHA256.matcher(hex).matches()) {
      // Not quoted: it may be the token itself.
      throw new IllegalArgumentException(
          "is not a SHA-256: 64 hexadecimal digits, as printed by: printf %s \"$TOKEN\" |"
              + " sha256sum. (What is set has "
              + text.length()
              + " characters.)");
    }
    if (OF_NOTHING.contains(hex)) {
      throw new IllegalArgumentException(
          "is the SHA-256 of an empty text. The token was not set when it was hashed.");
    }
    return hex;
  }

  /**
   * @throws IllegalArgumentException if one is not configured, or none is named
   */
  static Access access(String text, SortedSet<String> environments) {
    TreeSet<EnvironmentId> result = new TreeSet<>();
    for (String part : text.split(",", -1)) {
      if (!part.isBlank()) {
        result.add(ComparisonConfigReader.environment(part.strip(), environments));
      }
    }
    if (result.isEmpty()) {
      throw new IllegalArgumentException(
          "'" + text + "' contains no environment. Remove the key to allow all environments.");
    }
    return new Access.Only(result);
  }
}
