package dev.plumbline.ui.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.configuration.ApiToken;
import dev.plumbline.configuration.ApiToken.Role;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.SignInProvider;
import dev.plumbline.configuration.SignInProvider.GroupRole;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.store.session.PageSession.SignedIn.WithProvider;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Of several groups, one entry counts. */
class ProviderRolesTest {
  private static final Access LOCAL = Access.only(new EnvironmentId("local"));
  private static final Access STAGING = Access.only(new EnvironmentId("staging"));
  private static final Access BOTH =
      Access.only(new EnvironmentId("local"), new EnvironmentId("staging"));

  @Test
  void highestRoleCountsInItsOwnEnvironmentsOnly() {
    ApiToken token =
        token(entry("all", Role.VIEWER, Access.ALL), entry("local", Role.APPROVER, LOCAL));

    assertThat(token.role()).isEqualTo(Role.APPROVER);
    assertThat(token.access()).isEqualTo(LOCAL);
  }

  @Test
  void equalRolesAreNotPutTogether() {
    assertThat(token(entry("b", Role.APPROVER, LOCAL), entry("a", Role.APPROVER, STAGING)).access())
        .isEqualTo(STAGING);
    assertThat(token(entry("b", Role.APPROVER, STAGING), entry("a", Role.APPROVER, LOCAL)).access())
        .isEqualTo(LOCAL);
  }

  @Test
  void ofEqualRolesTheOneWithTheMostEnvironmentsCounts() {
    assertThat(token(entry("a", Role.VIEWER, LOCAL), entry("b", Role.VIEWER, BOTH)).access())
        .isEqualTo(BOTH);
    assertThat(token(entry("a", Role.VIEWER, BOTH), entry("b", Role.VIEWER, Access.ALL)).access())
        .isEqualTo(Access.ALL);
  }

  @Test
  void noTokenHasTheNameAndNobodyElseIsThePerson() {
    ApiToken token = token(entry("all", Role.VIEWER, Access.ALL));

    assertThat(token.name()).isEqualTo("oidc:ada");
    assertThat(token.person()).isEqualTo("ada");
    assertThat(EnvironmentId.isValid(token.name())).as("as the name of a token").isFalse();
    assertThat(token.sha256()).isEmpty();
  }

  @Test
  void roleEndsWithItsEntryAndGroupsAreComparedExactly() {
    GroupRole entry = entry("all", Role.VIEWER, Access.ALL);

    assertThat(roles(entry).token(new WithProvider("ada", List.of("ALL", "al", "all2")))).isEmpty();
    assertThat(roles(entry).token(new WithProvider("ada", List.of()))).isEmpty();
    assertThat(roles().token(new WithProvider("ada", List.of("all")))).isEmpty();
  }

  private static GroupRole entry(String label, Role role, Access access) {
    return new GroupRole(label, label, role, access);
  }

  private static ApiToken token(GroupRole... entries) {
    return roles(entries)
        .token(new WithProvider("ada", List.of(entries).stream().map(GroupRole::group).toList()))
        .orElseThrow();
  }

  private static ProviderRoles roles(GroupRole... entries) {
    return new ProviderRoles(
        Optional.of(
            new SignInProvider(
                "Okta",
                URI.create("https://login.example.com"),
                "plumbline",
                new Secret.Literal("unused"),
                URI.create("https://plumbline.example.com/sign-in/oidc/callback"),
                List.of(),
                "email",
                "groups",
                List.of(entries))));
  }
}
