package dev.plumbline.demo;

import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.machine.Folders;
import dev.plumbline.lab.machine.FreePort;
import dev.plumbline.lab.machine.Parent;
import dev.plumbline.lab.service.ServiceConfiguration;
import dev.plumbline.lab.service.ServiceProcess;
import dev.plumbline.lab.service.Watch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * The README's first command: real Directus environments that have drifted apart, the packaged
 * service watching them, and what to try. Ctrl-C ends everything, and so does the end of Maven.
 */
public final class Demo {
  private static final int PORT = 8080;
  private static final int MANAGEMENT_PORT = 9000;

  private Demo() {}

  public static void main(String[] args) throws IOException {
    Parent.endWithIt();
    say("Starting PostgreSQL and three Directus environments …");
    DriftedEnvironments environments = new DriftedEnvironments(DirectusVersion.V12);
    Path folder = Files.createTempDirectory("plumbline-demo-");
    String token = token();
    String approver = token();
    ServiceProcess service =
        new ServiceProcess(
            folder,
            configuration(environments, folder, token, approver).keys(),
            token,
            List.of(),
            FreePort.prefer(PORT),
            FreePort.prefer(MANAGEMENT_PORT));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> Folders.delete(folder), "demo-end"));
    say("Starting Plumbline …");
    service.start();
    service.await(
        "done with the first comparison",
        Duration.ofSeconds(60),
        () -> !service.api().text("/api/v1/comparisons").contains("\"unknown\""));
    // Its schedule would scan in a minute; whoever reads a demo does so at once.
    new Watch(service).scan(DriftedEnvironments.NAMES.toArray(String[]::new));
    say(introduction(environments, service, token, approver));
    obey(environments, service);
  }

  private static ServiceConfiguration configuration(
      DriftedEnvironments environments, Path folder, String token, String approver) {
    ServiceConfiguration configuration =
        DemoConfiguration.of(environments, folder, token, approver);
    for (String name : DriftedEnvironments.NAMES) {
      configuration.polling(name, "5s", "1s").scanning(name, "1m");
    }
    return configuration;
  }

  private static String introduction(
      DriftedEnvironments environments, ServiceProcess service, String token, String approver) {
    StringBuilder text = new StringBuilder("\nPlumbline watches:\n");
    for (String name : DriftedEnvironments.NAMES) {
      LabEnvironment environment = environments.get(name);
      text.append("  %-11s %s\n".formatted(name, environment));
    }
    return text.append(
            """

            pages    %1$s   (sign in with the token; the approver is a second person)
            REST     %1$s/api/v1
            metrics  %2$s/q/metrics
            health   %2$s/q/health
            token    %3$s
            approver %5$s

            Try:
              curl -H 'Authorization: Bearer %3$s' -H 'Accept: text/markdown' %1$s/api/v1/comparisons/local-to-staging
              curl -H 'Authorization: Bearer %3$s' '%1$s/api/v1/findings?severity=critical'
              curl -H 'Authorization: Bearer %3$s' -H 'Accept: text/markdown' '%1$s/api/v1/environments/production/integrity?outcome=violated'
              curl -H 'Authorization: Bearer %3$s' -X POST %1$s/api/v1/environments/staging/scans
              curl -s %2$s/q/metrics | grep -E '^plumbline_(comparison_state|integrity_violations)'

            A plan makes staging like local: each step, and what it could hurt. Whoever proposes it never approves it; a second
            person does, with another token. Then it is carried out, with a proven backup, and rolled back. Paste one line after
            the other; if the plan is still being made, repeat the second line. The pages do the same with forms.
              %4$s

            Type 'stop staging' or 'start staging' to see what becomes of its comparisons. Ctrl-C ends everything.
            """
                .formatted(
                    service.api().url(),
                    service.management().url(),
                    token,
                    String.join(
                        "\n  ",
                        PlanLines.of(
                                service.api().url(), DemoConfiguration.COMPARISON, token, approver)
                            .inOrder()),
                    approver))
        .toString();
  }

  /** Without anybody at the keyboard it just goes on until it is ended. */
  private static void obey(DriftedEnvironments environments, ServiceProcess service)
      throws IOException {
    BufferedReader keyboard =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = keyboard.readLine(); line != null; line = keyboard.readLine()) {
      try {
        obey(environments, line.strip());
      } catch (RuntimeException e) {
        say(String.valueOf(e.getMessage()));
      }
    }
    service.await("ended", Duration.ofDays(1), () -> !service.isRunning());
  }

  private static void obey(DriftedEnvironments environments, String line) {
    String[] words = line.split(" ", -1);
    if (words.length == 2 && words[0].equals("stop")) {
      environments.get(words[1]).stop();
      say(words[1] + " is stopped");
    } else if (words.length == 2 && words[0].equals("start")) {
      environments.get(words[1]).start();
      say(words[1] + " is running");
    } else if (!line.isEmpty()) {
      say("stop <environment>, start <environment>, or Ctrl-C");
    }
  }

  private static String token() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @SuppressWarnings("SystemOut") // The terminal is this program's face.
  private static void say(String text) {
    System.out.println(text);
  }
}
