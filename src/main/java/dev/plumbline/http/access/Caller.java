package dev.plumbline.http.access;

import dev.plumbline.approval.Approver;
import dev.plumbline.configuration.ApiToken;
import dev.plumbline.drift.Comparison;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** Who makes the request. Only the filter of a face that authenticates says who that is. */
@RequestScoped
public class Caller {
  private @Nullable ApiToken token;

  public void is(ApiToken token) {
    this.token = token;
  }

  /** The name of the token. */
  public String name() {
    return token().name();
  }

  /** Who decides about plans with this token. */
  public Approver approver() {
    return new Approver(
        token().person(), token().name(), token().role().includes(ApiToken.Role.ADMIN));
  }

  public boolean may(ApiToken.Role role) {
    return token().role().includes(role);
  }

  public ApiToken.Role role() {
    return token().role();
  }

  public boolean sees(EnvironmentId environment) {
    return access().includes(environment);
  }

  public boolean sees(Comparison comparison) {
    return comparison.isVisible(access());
  }

  public boolean isUnrestricted() {
    return access() instanceof Access.All;
  }

  /** The environments that may be seen. */
  public Access access() {
    return token().access();
  }

  private ApiToken token() {
    ApiToken known = token;
    if (known == null) {
      throw new IllegalStateException("a request was accepted without a token");
    }
    return known;
  }
}
