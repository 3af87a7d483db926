package dev.plumbline.lab.browser;

import dev.plumbline.lab.machine.ChildProcess;
import dev.plumbline.lab.machine.Lifeline;
import dev.plumbline.lab.machine.LogFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One Chromium without windows for all tests of this Java process, with which it ends. Each test
 * has cookies and a cache of its own.
 */
final class Chromium {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  /** Those of Playwright, which would start it for one thread only, and three of ours. */
  private static final List<String> ARGUMENTS =
      List.of(
          "--headless=new",
          // Its sandbox does not run as root; the pages are ours.
          "--no-sandbox",
          "--disable-gpu",
          "--disable-dev-shm-usage",
          "--remote-debugging-port=0",
          // Every name and every address but loopback is unknown: redirects and sockets as well.
          "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
          "--font-render-hinting=none",
          "--force-color-profile=srgb",
          "--hide-scrollbars",
          "--mute-audio",
          "--no-first-run",
          "--no-default-browser-check",
          "--no-service-autorun",
          "--password-store=basic",
          "--metrics-recording-only",
          "--disable-back-forward-cache",
          "--disable-background-networking",
          "--disable-background-timer-throttling",
          "--disable-backgrounding-occluded-windows",
          "--disable-breakpad",
          "--disable-client-side-phishing-detection",
          "--disable-component-extensions-with-background-pages",
          "--disable-component-update",
          "--disable-default-apps",
          "--disable-extensions",
          "--disable-field-trial-config",
          "--disable-hang-monitor",
          "--disable-ipc-flooding-protection",
          "--disable-popup-blocking",
          "--disable-prompt-on-repost",
          "--disable-renderer-backgrounding",
          "--disable-search-engine-choice-screen",
          "--disable-sync",
          "about:blank");

  private static @Nullable Chromium chromium;

  private final Path folder;
  private final String address;

  private Chromium(Path folder, String address) {
    this.folder = folder;
    this.address = address;
  }

  /**
   * @throws IllegalStateException if it cannot be had or does not start, saying what to install
   */
  static synchronized Chromium shared() {
    Chromium started = chromium;
    if (started == null) {
      started = start();
      chromium = started;
    }
    return started;
  }

  /** Deleted when this process has ended. */
  Path folder() {
    return folder;
  }

  /** Of its DevTools. */
  String address() {
    return address;
  }

  private static Chromium start() {
    Path program = ChromiumProgram.file();
    Path folder;
    try {
      // Not in target: the path of a socket has at most 107 characters.
      folder = Files.createTempDirectory("plumbline-chromium-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Lifeline.tie(folder);
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.add("--user-data-dir=" + folder.resolve("profile"));
    command.addAll(ARGUMENTS);
    Map<String, String> variables = new HashMap<>(ChromiumProgram.variables(folder));
    variables.put("TMPDIR", folder.toString());
    Path log = folder.resolve("chromium.log");
    ChildProcess process = ChildProcess.start(command, folder, log, variables);
    return new Chromium(
        folder, address(process, folder.resolve("profile/DevToolsActivePort"), log));
  }

  private static String address(ChildProcess process, Path port, Path log) {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (true) {
      // The port, and the path.
      List<String> lines = LogFile.text(port).lines().toList();
      if (lines.size() == 2) {
        return "ws://127.0.0.1:" + lines.getFirst() + lines.getLast();
      }
      if (System.nanoTime() > deadline) {
        process.close();
        throw new IllegalStateException(
            "Chromium does not start; install Debian's package chromium: " + LogFile.tail(log, 1));
      }
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
