package dev.plumbline.directus;

import dev.plumbline.directus.answer.Answer;
import dev.plumbline.directus.answer.Limits;
import dev.plumbline.directus.answer.Route;
import dev.plumbline.directus.answer.TransportErrors;
import dev.plumbline.reading.Reason;
import dev.plumbline.watch.source.UnreadableException;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.client.WebTarget;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * The connections of one reading of one Directus. A client per reading, because closing it is what
 * ends an answer that nobody wants any more, and because connections kept from one poll to the next
 * would be found closed: Node keeps them for 5 s.
 *
 * <p>Built with the JAX-RS API of the Quarkus REST client: unlike its annotated interfaces, which
 * exist only inside a running Quarkus, it also works in plain tests.
 */
final class DirectusConnections implements AutoCloseable {
  /** No JSON contains a line that begins so: line feeds are escaped in it. */
  private static final String BOUNDARY = "plumbline-snapshot-boundary";

  private final Client client;
  private final WebTarget base;
  private final Optional<String> token;
  private final Limits limits;
  private final String userAgent;

  DirectusConnections(URI url, Optional<String> token, Limits limits, String userAgent) {
    // Later than every deadline, so that it is always the deadline that is reported.
    Duration connect = limits.snapshot().plus(limits.request());
    this.client =
        ClientBuilder.newBuilder()
            .connectTimeout(connect.toMillis(), TimeUnit.MILLISECONDS)
            .build();
    this.base = client.target(url);
    this.token = token;
    this.limits = limits;
    this.userAgent = userAgent;
  }

  /** What is made of an answer. */
  interface Reader<T> {
    T read(Answer answer) throws UnreadableException, IOException;
  }

  boolean hasToken() {
    return token.isPresent();
  }

  <T> T get(Route route, Reader<T> reader) throws UnreadableException {
    return get(route, base.path(route.path()), reader);
  }

  /**
   * Past Directus's response cache (CACHE_ENABLED=true), which does not notice changed schemas.
   *
   * @param nonce a search that nobody asked before; it searches nothing
   */
  <T> T getFresh(Route route, UUID nonce, Reader<T> reader) throws UnreadableException {
    return get(route, base.path(route.path()).queryParam("search", nonce), reader);
  }

  /**
   * @param query names and values, neither of them encoded
   */
  <T> T get(Route route, Map<String, String> query, Reader<T> reader) throws UnreadableException {
    WebTarget target = base.path(route.path());
    for (Map.Entry<String, String> entry : query.entrySet()) {
      target = target.queryParam(entry.getKey(), entry.getValue());
    }
    return get(route, target, reader);
  }

  /**
   * @param name of what is asked for, in the path; nothing that would have to be encoded
   */
  <T> T head(Route route, String name, Reader<T> reader) throws UnreadableException {
    return ask(HttpMethod.HEAD, route, base.path(route.path()).path(name), reader);
  }

  /**
   * @param name of what is asked for, in the path; nothing that would have to be encoded
   */
  <T> T get(Route route, String name, Reader<T> reader) throws UnreadableException {
    return get(route, base.path(route.path()).path(name), reader);
  }

  /**
   * Uploads a JSON file as a form: Directus refuses a JSON body of more than 1 MB
   * (MAX_PAYLOAD_SIZE), but no file of that size.
   */
  <T> T upload(Route route, String json, Reader<T> reader) throws UnreadableException {
    String form =
        "--"
            + BOUNDARY
            + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"snapshot.json\"\r\n"
            + "Content-Type: application/json\r\n\r\n"
            + json
            + "\r\n--"
            + BOUNDARY
            + "--\r\n";
    Entity<byte[]> body =
        Entity.entity(
            form.getBytes(StandardCharsets.UTF_8),
            new MediaType("multipart", "form-data", Map.of("boundary", BOUNDARY)));
    return ask(
        "POST",
        route,
        base.path(route.path()),
        request -> request.post(body, Response.class),
        reader);
  }

  private <T> T get(Route route, WebTarget target, Reader<T> reader) throws UnreadableException {
    return ask(HttpMethod.GET, route, target, reader);
  }

  private <T> T ask(String method, Route route, WebTarget target, Reader<T> reader)
      throws UnreadableException {
    return ask(method, route, target, request -> request.method(method, Response.class), reader);
  }

  private <T> T ask(
      String method,
      Route route,
      WebTarget target,
      Function<Invocation.Builder, Response> send,
      Reader<T> reader)
      throws UnreadableException {
    String request = method + " " + shown(target.getUri());
    Duration deadline = route.deadline(limits);
    try {
      return BoundedWait.within(
          deadline,
          () -> {
            try (Response response = send.apply(request(route, target))) {
              return reader.read(new Answer(route, request, response, route.maxBytes(limits)));
            }
          });
    } catch (ExecutionException | TimeoutException e) {
      throw TransportErrors.of(request, deadline, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnreadableException(Reason.INTERRUPTED, request + ": Plumbline stopped reading");
    }
  }

  private Invocation.Builder request(Route route, WebTarget target) {
    Invocation.Builder request =
        target
            .request(MediaType.APPLICATION_JSON)
            .header(HttpHeaders.ACCEPT_ENCODING, "gzip")
            .header(HttpHeaders.USER_AGENT, userAgent);
    return route.isAuthenticated() && token.isPresent()
        ? request.header(HttpHeaders.AUTHORIZATION, "Bearer " + token.get())
        : request;
  }

  /** Without user, password and query. */
  private static String shown(URI uri) {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return uri.getScheme() + "://" + uri.getHost() + port + uri.getRawPath();
  }

  @Override
  public void close() {
    client.close();
  }
}
