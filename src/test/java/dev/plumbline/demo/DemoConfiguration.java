package dev.plumbline.demo;

import dev.plumbline.lab.service.ServiceConfiguration;
import java.nio.file.Path;

/** What the service of the demo is configured with, schedules apart. */
public final class DemoConfiguration {
  /** Of the pair whose plan is carried out. */
  public static final String COMPARISON = "local-to-staging";

  private DemoConfiguration() {}

  /**
   * @param folder of the store and the backups
   * @param token of an administrator
   * @param approver of somebody else, who may approve
   */
  public static ServiceConfiguration of(
      DriftedEnvironments environments, Path folder, String token, String approver) {
    ServiceConfiguration configuration = new ServiceConfiguration();
    for (String name : DriftedEnvironments.NAMES) {
      configuration.environment(name, name, environments.get(name));
    }
    String ignore = "plumbline.comparisons." + COMPARISON + ".ignore[0].";
    return configuration
        .comparison(COMPARISON, "local", "staging")
        .comparison("staging-to-production", "staging", "production")
        .with(ignore + "subject", "newsletter_bounces")
        .with(ignore + "reason", "filled by the mail provider, not by Directus")
        .token("demo", "admin", token)
        .token("second", "approver", approver)
        // So that a second person approves, of whom a demo has one; by default it takes two.
        .with("plumbline.environments.staging.protected", "true")
        .with("plumbline.approvals.protected", "1")
        .backups("staging", environments.get("staging"), folder.resolve("backups"))
        .writer("staging", environments.get("staging"))
        .store(folder.resolve("data"));
  }
}
