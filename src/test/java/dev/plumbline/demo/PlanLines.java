package dev.plumbline.demo;

import java.util.List;

/**
 * What to paste into a shell to have a plan made and read it, to approve it as somebody else, to
 * carry it out, and to undo that. {@code WatchIT} runs these lines.
 *
 * @param propose leaves the id of the plan in {@code $plan}; the plan is made in some seconds
 * @param read shows the plan as Markdown
 * @param hash leaves the hash of the plan that was read in {@code $hash}
 * @param approve as the second person; says the state of the plan afterwards
 * @param run carries the plan out; leaves the id of the run in {@code $run}
 * @param follow shows what the run does until it has ended
 * @param state of the comparison
 * @param preview leaves the hash of what a rollback would do in {@code $undo}
 * @param rollBack as the second person; leaves the id of the rollback in {@code $run}
 */
public record PlanLines(
    String propose,
    String read,
    String hash,
    String approve,
    String run,
    String follow,
    String state,
    String preview,
    String rollBack) {
  private static final String JSON = " -H 'Content-Type: application/json'";
  private static final String NEW_KEY = " -H \"Idempotency-Key: $(date +%s%N)\"";

  /**
   * @param url of the service, without a slash at its end
   * @param proposer a token that may propose
   * @param approver a token of another person, who may approve
   */
  public static PlanLines of(String url, String comparison, String proposer, String approver) {
    String api = url + "/api/v1";
    String first = "curl -s -H 'Authorization: Bearer " + proposer + "'";
    String second = "curl -s -H 'Authorization: Bearer " + approver + "'";
    return new PlanLines(
        "plan=$(%s -X POST%s -d '{\"comparison\": \"%s\"}' %s/plans | %s)"
            .formatted(first, JSON, comparison, api, member("id")),
        "%s -H 'Accept: text/markdown' %s/plans/$plan".formatted(first, api),
        "hash=$(%s %s/plans/$plan | %s)".formatted(first, api, member("hash")),
        "%s -X POST%s -d \"{\\\"decision\\\": \\\"approve\\\", \\\"hash\\\": \\\"$hash\\\"}\" %s/plans/$plan/approvals | %s; echo"
            .formatted(second, JSON, api, member("state")),
        "run=$(%s -X POST%s %s/plans/$plan/runs | %s)".formatted(first, NEW_KEY, api, member("id")),
        "%s -N %s/runs/$run/events | grep -v '\"kind\":\"begun\"' | sed -n 's/^data:.*\"phase\":\"\\([a-z]*\\)\".*\"message\":\"\\(.*\\)\"}.*/\\1 \\2/p'"
            .formatted(first, api),
        "until state=$(%s %s/comparisons/%s | %s); [ \"$state\" != unknown ]; do sleep 1; done; echo $state"
            .formatted(first, api, comparison, member("state")),
        "undo=$(%s %s/runs/$run/rollback | %s)".formatted(first, api, member("hash")),
        "run=$(%s -X POST%s%s -d \"{\\\"hash\\\": \\\"$undo\\\"}\" %s/runs/$run/rollback | %s)"
            .formatted(second, JSON, NEW_KEY, api, member("id")));
  }

  /** As a person pastes them: first the plan, then the run, then back. */
  public List<String> inOrder() {
    return List.of(
        propose, read, hash, approve, run, follow, state, preview, rollBack, follow, state);
  }

  /** With nothing but what every machine has; an answer without it is shown as it is. */
  private static String member(String name) {
    return "sed 's/.*\"" + name + "\":\"\\([^\"]*\\)\".*/\\1/'";
  }
}
