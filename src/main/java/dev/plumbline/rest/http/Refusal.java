package dev.plumbline.rest.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.rest.problem.ProblemType;
import dev.plumbline.schema.CanonicalJson;
import dev.plumbline.schema.JsonValue;
import dev.plumbline.schema.JsonValue.JsonObject;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Map;
import java.util.TreeMap;

/** Why something is answered with a problem that never was a request. */
record Refusal(ProblemType type, String detail) {
  static Refusal invalid(String detail) {
    return new Refusal(ProblemType.INVALID_REQUEST, detail);
  }

  /** The problem as JSON. */
  String json() {
    return CanonicalJson.write(
        new JsonObject(
            new TreeMap<>(
                Map.of(
                    "type", JsonValue.of(type.uri().toString()),
                    "title", JsonValue.of(type.title()),
                    "status", JsonValue.of(type.status()),
                    "detail", JsonValue.of(detail)))));
  }

  /** The whole answer, after which the connection is closed. */
  FullHttpResponse response() {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(type.status()),
            Unpooled.copiedBuffer(json(), UTF_8));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json")
        .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
        .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
    return response;
  }
}
