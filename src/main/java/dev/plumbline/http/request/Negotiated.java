package dev.plumbline.http.request;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Variant;
import java.util.Arrays;

/** Which of several media types the caller likes best. */
public final class Negotiated {
  private Negotiated() {}

  /**
   * @param offered in the order in which we like them; the first is given to those who take all
   */
  public static String best(Request request, String... offered) {
    MediaType[] types = Arrays.stream(offered).map(MediaType::valueOf).toArray(MediaType[]::new);
    Variant variant = request.selectVariant(Variant.mediaTypes(types).build());
    return variant == null ? offered[0] : variant.getMediaType().toString();
  }
}
