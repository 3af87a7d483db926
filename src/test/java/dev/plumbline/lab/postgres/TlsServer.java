package dev.plumbline.lab.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;

/** A PostgreSQL server that speaks TLS, with a certificate that only its file vouches for. */
public final class TlsServer {
  private static final String PASSWORD = "laboratory";

  private TlsServer() {}

  /**
   * Starts it.
   *
   * @param host whose certificate it shows
   * @param certificate where the certificate comes, as PEM
   */
  public static LabPostgres start(Path folder, String host, Path certificate) {
    Path key = folder.resolve("server.key");
    try {
      Path store = folder.resolve("server.p12");
      generate(host, store);
      try (InputStream in = Files.newInputStream(store)) {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(in, PASSWORD.toCharArray());
        Files.writeString(
            certificate, pem("CERTIFICATE", keys.getCertificate("server").getEncoded()));
        Files.writeString(
            key, pem("PRIVATE KEY", keys.getKey("server", PASSWORD.toCharArray()).getEncoded()));
      }
      // PostgreSQL refuses a key that others may read.
      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("no certificate for " + host + ": " + e, e);
    }
    return new LabPostgres(
        folder.resolve("data"),
        Map.of(
            "ssl", "on", "ssl_cert_file", certificate.toString(), "ssl_key_file", key.toString()));
  }

  private static void generate(String host, Path store) throws IOException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + host,
                "-ext",
                "san=dns:" + host,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (keytool.waitFor() != 0) {
        throw new IOException("keytool failed: " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("keytool was interrupted", e);
    }
  }

  private static String pem(String type, byte[] der) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(
            type,
            Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der));
  }
}
