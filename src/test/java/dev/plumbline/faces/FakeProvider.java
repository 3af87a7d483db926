package dev.plumbline.faces;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plumbline.configuration.ApiToken.Role;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.SignInProvider;
import dev.plumbline.configuration.SignInProvider.GroupRole;
import dev.plumbline.environment.Access;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.snapshot.Fingerprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An identity provider that signs whatever a test says, and refuses what a real one refuses:
 * another client's code, a code used twice, a wrong secret, and a wrong verifier of PKCE.
 */
public final class FakeProvider implements AutoCloseable {
  public static final String NAME = "Staff login";
  public static final String CLIENT = "plumbline";
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  /** How it answers whoever asks it, apart from browsers. */
  public enum Mood {
    WELL,
    WITH_503,
    NEVER
  }

  private record Code(String client, String redirect, String challenge, String nonce) {}

  private final HttpServer server;
  private final KeyPair keys;
  private final Path secretFile;
  private final Map<String, Code> codes = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile JsonObject claims = JsonObject.EMPTY;
  private volatile String secret = "";
  private volatile Mood mood = Mood.WELL;

  public FakeProvider() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      keys = generator.generateKeyPair();
      secretFile = Files.createTempFile("client-secret", "");
      secretFile.toFile().deleteOnExit();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    changeSecret();
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/.well-known/openid-configuration", in -> answer(in, description()));
    server.createContext("/keys", in -> answer(in, keySet()));
    server.createContext("/token", this::token);
    server.createContext("/authorize", this::authorize);
    server.start();
  }

  /** The claims of all ID tokens from now on, beside those that each one has. */
  public void says(JsonObject claims) {
    this.claims = claims;
  }

  public void answers(Mood mood) {
    this.mood = mood;
  }

  /** As an administrator does: the provider's first, then the file that Plumbline reads. */
  public void changeSecret() {
    secret = "a-client-secret-" + count.incrementAndGet();
    try {
      Files.writeString(secretFile, secret);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A code for another client, whose sign-in was asked for likewise. */
  public String codeOfAnotherClient(String location) {
    Map<String, String> asked = parameters(URI.create(location).getRawQuery());
    return code("another-client", asked);
  }

  private String issuer() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** As Plumbline is registered with it. */
  SignInProvider registered() {
    return new SignInProvider(
        NAME,
        URI.create(issuer()),
        CLIENT,
        new Secret.FromFile(secretFile),
        URI.create("http://localhost" + SignInProvider.CALLBACK),
        List.of("profile", "email"),
        "email",
        "groups",
        List.of(
            new GroupRole("staff", "staff", Role.VIEWER, Access.ALL),
            new GroupRole("local", "local-team", Role.APPROVER, Access.only(Twins.LOCAL))));
  }

  private String description() {
    return """
    {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
     "jwks_uri": "%1$s/keys", "response_types_supported": ["code"],
     "id_token_signing_alg_values_supported": ["RS256"]}
    """
        .formatted(issuer());
  }

  private String keySet() {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    return """
    {"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "1", "n": "%s", "e": "%s"}]}
    """
        .formatted(
            BASE64.encodeToString(unsigned(key.getModulus().toByteArray())),
            BASE64.encodeToString(unsigned(key.getPublicExponent().toByteArray())));
  }

  private static byte[] unsigned(byte[] number) {
    return number[0] == 0 ? Arrays.copyOfRange(number, 1, number.length) : number;
  }

  /** Somebody is signed in there already: it sends the browser back at once. */
  private void authorize(HttpExchange in) throws IOException {
    Map<String, String> asked = parameters(in.getRequestURI().getRawQuery());
    boolean isRight =
        CLIENT.equals(asked.get("client_id"))
            && "code".equals(asked.get("response_type"))
            && "S256".equals(asked.get("code_challenge_method"))
            && asked.getOrDefault("scope", "").startsWith("openid")
            && asked.keySet().containsAll(List.of("state", "nonce", "code_challenge"))
            && registered().redirect().toString().equals(asked.get("redirect_uri"));
    if (isRight) {
      in.getResponseHeaders()
          .set(
              "Location",
              asked.get("redirect_uri")
                  + "?state="
                  + URLEncoder.encode(asked.getOrDefault("state", ""), UTF_8)
                  + "&code="
                  + code(CLIENT, asked));
    }
    in.sendResponseHeaders(isRight ? 302 : 400, -1);
    in.close();
  }

  private String code(String client, Map<String, String> asked) {
    String code = "code-" + count.incrementAndGet();
    codes.put(
        code,
        new Code(
            client,
            asked.getOrDefault("redirect_uri", ""),
            asked.getOrDefault("code_challenge", ""),
            asked.getOrDefault("nonce", "")));
    return code;
  }

  private void token(HttpExchange in) throws IOException {
    Map<String, String> sent = parameters(new String(in.getRequestBody().readAllBytes(), UTF_8));
    Code code = codes.remove(sent.getOrDefault("code", ""));
    String basic =
        "Basic " + Base64.getEncoder().encodeToString((CLIENT + ":" + secret).getBytes(UTF_8));
    String challenge =
        BASE64.encodeToString(
            Fingerprint.sha256().digest(sent.getOrDefault("code_verifier", "").getBytes(US_ASCII)));
    if (!basic.equals(in.getRequestHeaders().getFirst("Authorization"))
        || code == null
        || !code.client.equals(CLIENT)
        || !code.redirect.equals(sent.get("redirect_uri"))
        || !code.challenge.equals(challenge)) {
      in.sendResponseHeaders(400, -1);
      in.close();
      return;
    }
    // Quarkus verifies it by the clock of the machine.
    double now = Math.floor(System.currentTimeMillis() / 1000.0);
    JsonObject said =
        JsonObject.EMPTY
            .with("iss", JsonValue.of(issuer()))
            .with("sub", JsonValue.of("1"))
            .with("aud", JsonValue.of(CLIENT))
            .with("nonce", JsonValue.of(code.nonce))
            .with("iat", JsonValue.of(now))
            .with("exp", JsonValue.of(now + 300));
    for (Map.Entry<String, JsonValue> claim : claims.members().entrySet()) {
      said = said.with(claim.getKey(), claim.getValue());
    }
    String token = signed(said);
    answer(
        in,
        "{\"access_token\": \"opaque\", \"token_type\": \"Bearer\", \"expires_in\": 300,"
            + " \"id_token\": \""
            + token
            + "\"}");
  }

  private String signed(JsonObject said) {
    String text =
        BASE64.encodeToString("{\"alg\": \"RS256\", \"kid\": \"1\"}".getBytes(UTF_8))
            + "."
            + BASE64.encodeToString(CanonicalJson.write(said).getBytes(UTF_8));
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.getPrivate());
      signature.update(text.getBytes(US_ASCII));
      return text + "." + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(HttpExchange in, String json) throws IOException {
    if (mood == Mood.NEVER) {
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    byte[] body = json.getBytes(UTF_8);
    in.getResponseHeaders().set("Content-Type", "application/json");
    in.sendResponseHeaders(mood == Mood.WELL ? 200 : 503, body.length);
    in.getResponseBody().write(body);
    in.close();
  }

  private static Map<String, String> parameters(String text) {
    Map<String, String> result = new TreeMap<>();
    for (String pair : text.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      result.put(parts[0], URLDecoder.decode(parts.length > 1 ? parts[1] : "", UTF_8));
    }
    return result;
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }
}
