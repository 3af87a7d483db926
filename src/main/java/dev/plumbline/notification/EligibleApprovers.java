package dev.plumbline.notification;

import dev.plumbline.configuration.ApiToken;
import dev.plumbline.configuration.ApiToken.Role;
import dev.plumbline.plan.Proposal;
import java.util.Collection;
import java.util.List;

/** Who may approve a plan, so that a notification says who is asked. */
public final class EligibleApprovers {
  private final List<ApiToken> tokens;

  public EligibleApprovers(Collection<ApiToken> tokens) {
    this.tokens = List.copyOf(tokens);
  }

  /** People with a token that suffices, without the one who proposed the plan; sorted. */
  List<String> of(Proposal proposal) {
    return tokens.stream()
        .filter(token -> token.role().includes(Role.APPROVER))
        .filter(token -> token.access().includes(proposal.source()))
        .filter(token -> token.access().includes(proposal.target()))
        .map(ApiToken::person)
        .filter(person -> !person.equals(proposal.by()))
        .distinct()
        .sorted()
        .toList();
  }
}
