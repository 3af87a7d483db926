package dev.plumbline.demo;

import java.util.List;

/**
 * What to paste into a shell to have a plan made, to read it, and to approve it as somebody else.
 * {@code WatchIT} runs these lines.
 *
 * @param propose leaves the id of the plan in {@code $plan}; the plan is made in some seconds
 * @param read shows the plan as Markdown
 * @param hash leaves the hash of the plan that was read in {@code $hash}
 * @param approve as the second person; says the state of the plan afterwards
 */
public record PlanLines(String propose, String read, String hash, String approve) {
  /**
   * @param url of the service, without a slash at its end
   * @param proposer a token that may propose
   * @param approver a token of another person, who may approve
   */
  public static PlanLines of(String url, String comparison, String proposer, String approver) {
    String plans = url + "/api/v1/plans";
    return new PlanLines(
        "plan=$(curl -s -X POST "
            + headers(proposer)
            + " -d '{\"comparison\": \""
            + comparison
            + "\"}' "
            + plans
            + " | "
            + member("id")
            + ")",
        "curl -s -H 'Authorization: Bearer "
            + proposer
            + "' -H 'Accept: text/markdown' "
            + plans
            + "/$plan",
        "hash=$(curl -s -H 'Authorization: Bearer "
            + proposer
            + "' "
            + plans
            + "/$plan | "
            + member("hash")
            + ")",
        "curl -s -X POST "
            + headers(approver)
            + " -d \"{\\\"decision\\\": \\\"approve\\\", \\\"hash\\\": \\\"$hash\\\"}\" "
            + plans
            + "/$plan/approvals | "
            + member("state")
            + "; echo");
  }

  public List<String> inOrder() {
    return List.of(propose, read, hash, approve);
  }

  private static String headers(String token) {
    return "-H 'Authorization: Bearer " + token + "' -H 'Content-Type: application/json'";
  }

  /** With nothing but what every machine has; an answer without it is shown as it is. */
  private static String member(String name) {
    return "sed 's/.*\"" + name + "\":\"\\([^\"]*\\)\".*/\\1/'";
  }
}
