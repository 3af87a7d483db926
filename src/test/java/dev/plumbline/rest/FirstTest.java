package dev.plumbline.rest;

import dev.plumbline.faces.Api;
import dev.plumbline.faces.FacesProfile;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(FacesProfile.class)
class FirstTest {
  @TestHTTPResource("/")
  String url = "";

  @TestHTTPResource(value = "/", management = true)
  String management = "";

  @Test
  void look() {
    Api api = Api.at(url);
    Api op = api.as("operator");
    String b = "/api/v1";
    for (Object o :
        new Object[] {
          url,
          management,
          api.get(b + "/environments"),
          api.get("/"),
          api.get("/nothing"),
          op.get("/nothing"),
          op.get("/"),
          op.get(b + "/environments"),
          op.get(b + "/environments/nope"),
          op.get(b + "/environments?x=1"),
          op.send("POST", b + "/environments", "x"),
          op.send("PUT", b + "/environments/local/pause", "{}"),
          op.with("Content-Type", "application/json")
              .send("PUT", b + "/environments/local/pause", "{}"),
          op.with("Content-Type", "application/json")
              .send("PUT", b + "/environments/local/pause", "{"),
          op.with("Content-Type", "application/json")
              .send("PUT", b + "/environments/local/pause", ""),
          op.with("Content-Type", "application/json")
              .send("PUT", b + "/environments/local/pause", "{\"note\":1,\"nott\":2}"),
          op.with("Content-Type", "application/json")
              .send(
                  "PUT",
                  b + "/environments/local/pause",
                  "{\"note\":\"" + "x".repeat(70000) + "\"}"),
          op.with("Accept", "image/png").get(b + "/environments"),
          op.with("Accept", "text/html").get(b + "/comparisons/local-to-staging"),
          op.with("Accept", "text/markdown").get(b + "/comparisons/local-to-staging"),
          op.with("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
              .get(b + "/comparisons/local-to-staging"),
          op.get(b + "/comparisons/local-to-staging"),
          op.with("Accept", "*/*").get(b + "/comparisons/local-to-staging"),
          op.get(b + "/comparisons/local-to-staging/gate"),
          op.get(b + "/comparisons/local-to-staging/gate?severity=hihg"),
          op.send("POST", b + "/environments/local/polls", ""),
          op.get(
              b
                  + "/findings?limit=0&kind=x&severity=x&state=open,x&since=yesterday&environment=nope&cursor=x"),
          op.get(b + "/findings?cursor=x"),
          op.get(b + "/findings?limit=5&limit=6"),
          api.as("viewer").send("POST", b + "/environments/local/polls", ""),
          api.with("Authorization", "Bearer x").get(b + "/findings"),
          op.send("OPTIONS", b + "/environments", ""),
          op.send("HEAD", b + "/environments", ""),
          api.get("/openapi"),
          Api.at(management).get("/q/metrics"),
          Api.at(management).get("/q/health/live"),
          Api.at(management).get("/q/health/ready"),
          Api.at(management).get("/q/health/started"),
        }) {
      System.out.println("» " + o);
    }
  }
}
