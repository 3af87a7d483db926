package dev.plumbline.rest.deployment;

import dev.plumbline.http.request.JsonBody;
import dev.plumbline.store.state.Deployment.Details;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** What a request says of a deployment. */
final class DeploymentBody {
  private static final int LONGEST_REVISION = 200;
  private static final int LONGEST_NOTE = 2000;
  private static final int LONGEST_URL = 2000;
  private static final Set<String> SCHEMES = Set.of("http", "https");

  private DeploymentBody() {}

  /**
   * @param body may be blank: nothing is said
   */
  static Details read(String body) {
    JsonBody read = JsonBody.read(body.isBlank() ? "{}" : body);
    Details details =
        new Details(
            read.optional("revision", LONGEST_REVISION),
            read.optional("note", LONGEST_NOTE),
            read.optional("url", LONGEST_URL, DeploymentBody::url));
    read.orThrow();
    return details;
  }

  private static String url(String text) {
    try {
      URI url = new URI(text);
      if (url.getScheme() != null
          && SCHEMES.contains(url.getScheme())
          && url.getHost() != null
          && url.getRawUserInfo() == null) {
        return text;
      }
    } catch (URISyntaxException e) {
      // Said below; the message may quote credentials.
    }
    throw new IllegalArgumentException(
        "is not an address such as https://example.com/run/1, without user and password.");
  }
}
