package dev.entente.provisioning;

import dev.entente.provisioning.TargetHttp.Answer;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks SCIM 2.0 (RFC 7644): finding, paging, creating, patching against a version, deleting. */
class ScimClient {

  private static final String TYPE = "application/scim+json";
  private static final int PAGE = 200;
  /** A service that never comes to the end of a list. */
  private static final int MOST_PAGES = 5000;
  private static final int PATCH_ATTEMPTS = 4;

  private final TargetHttp http;
  private final URI base;
  private final String token;
  private final JsonMapper json;

  ScimClient(TargetHttp http, URI base, String token, JsonMapper json) {
    this.http = http;
    this.base = base;
    this.token = token;
    this.json = json;
  }

  /** Empty when it does not exist. */
  Optional<JsonNode> get(String path) {
    Answer answer = send("GET", path, Map.of(), null);
    return answer.status() == 404 ? Optional.empty() : Optional.of(read(path, good(path, answer)));
  }

  /** All that fit, page by page; of a service that can't filter, or not by such a value, everything: look again at what comes. */
  void each(String path, @Nullable String filter, @Nullable String without, Consumer<JsonNode> consumer) {
    String query = (filter == null ? "" : "&filter=" + encoded(filter)) + (without == null ? "" : "&excludedAttributes=" + encoded(without));
    long next = 1;
    for (int page = 0; page < MOST_PAGES; page++) {
      String request = path + "?startIndex=" + next + "&count=" + PAGE + query;
      Answer answer = send("GET", request, Map.of(), null);
      if (answer.status() == 400 && filter != null && page == 0) {
        each(path, null, without, consumer);
        return;
      }
      JsonNode list = read(path, good(path, answer));
      JsonNode resources = list.path("Resources");
      resources.forEach(consumer);
      next += resources.size();
      if (resources.isEmpty() || next > list.path("totalResults").asLong(0)) {
        return;
      }
    }
    throw new TargetUnavailable("The list of " + path + " did not come to an end", null);
  }

  /** Empty when another one is there already that may not be there twice. */
  Optional<JsonNode> create(String path, Map<String, Object> resource) {
    Answer answer = send("POST", path, Map.of(), json.writeValueAsString(resource));
    return answer.status() == 409 ? Optional.empty() : Optional.of(read(path, good(path, answer)));
  }

  /**
   * Changes what is there, on the version that was decided on; when somebody else was faster, reads and decides anew.
   *
   * @param decide answers no operation when there is nothing to do
   * @return false when the resource does not exist
   */
  boolean patch(String path, Function<JsonNode, List<Map<String, Object>>> decide) {
    for (int attempt = 0; attempt < PATCH_ATTEMPTS; attempt++) {
      Optional<JsonNode> present = get(path);
      if (present.isEmpty()) {
        return false;
      }
      List<Map<String, Object>> operations = decide.apply(present.get());
      if (operations.isEmpty()) {
        return true;
      }
      String body = json.writeValueAsString(Map.of("schemas", List.of("urn:ietf:params:scim:api:messages:2.0:PatchOp"), "Operations", operations));
      String version = present.get().path("meta").path("version").asString("");
      Answer answer = send("PATCH", path, version.isEmpty() ? Map.of() : Map.of("If-Match", version), body);
      // a target of a remove that is gone meanwhile is answered with 400 by some
      if (answer.isGood()) {
        return true;
      }
      if (answer.status() != 404 && answer.status() != 409 && answer.status() != 412 && !answer.body().contains("noTarget")) {
        throw refused(path, answer);
      }
    }
    throw new TargetUnavailable("PATCH " + path + ": it was changed by others again and again", null);
  }

  /** What is gone already is fine. */
  void delete(String path) {
    Answer answer = send("DELETE", path, Map.of(), null);
    if (answer.status() != 404) {
      good(path, answer);
    }
  }

  /** A string as it stands in a filter. */
  String quoted(String value) {
    return json.writeValueAsString(value);
  }

  /** One part of a path. */
  static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private Answer send(String method, String path, Map<String, String> more, @Nullable String body) {
    Map<String, String> headers = new LinkedHashMap<>(more);
    headers.put("Accept", TYPE);
    headers.put("Authorization", "Bearer " + token);
    if (body != null) {
      headers.put("Content-Type", TYPE);
    }
    return http.send(method, URI.create(base + path), headers, body);
  }

  private static Answer good(String path, Answer answer) {
    if (!answer.isGood()) {
      throw refused(path, answer);
    }
    return answer;
  }

  private static TargetRefused refused(String path, Answer answer) {
    return new TargetRefused("The SCIM service refused " + path.replaceAll("\\?.*", "") + " with " + answer.shown());
  }

  private JsonNode read(String path, Answer answer) {
    try {
      return json.readTree(answer.body());
    } catch (JacksonException malformed) {
      throw new TargetUnavailable("The SCIM service answered " + path.replaceAll("\\?.*", "") + " with something that is no JSON", malformed);
    }
  }
}
