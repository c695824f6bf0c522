package dev.entente.provisioning;

import dev.entente.provisioning.TargetHttp.Answer;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Access in a system that implements our small protocol at one address; every request is signed, see {@link WebhookSignature}.
 *
 * <ul>
 *   <li>{@code POST} with {@code {"type": "access.grant", "timestamp": ..., "data": {"target", "partner", "holder", "name", "role"}}}, likewise
 *       {@code access.revoke} and {@code access.disable}. Answered with 2xx, optionally {@code {"id": ...}}; 404 or 410 says that there is no such
 *       access, other 4xx refuse. {@code webhook-id}, again as {@code Idempotency-Key}, is the same as often as one wish is sent.
 *   <li>{@code GET ?partner=&holder=&role=}: {@code {"held": true}}, optionally with {@code "enabled": false} and {@code "id"}.
 *   <li>{@code GET ?limit=500}, then with {@code &after=} and the {@code next} of the answer before: {@code {"items": [{"partner", "holder", "name",
 *       "role"}], "next": ...}}, without {@code next} on the last page.
 * </ul>
 */
class WebhookTarget implements TargetSystem {

  private static final int PAGE = 500;
  private static final int MOST_PAGES = 5000;

  private final String id;
  private final URI url;
  private final TargetHttp http;
  private final WebhookSignature signature;
  private final JsonMapper json;
  private final Clock clock;
  /** The key of a wish that has not been answered yet, by kind and access. */
  private final ConcurrentMap<Wish, String> unanswered = new ConcurrentHashMap<>();

  WebhookTarget(Target target, TargetHttp http, WebhookSignature signature, JsonMapper json, Clock clock) {
    this.id = target.id();
    this.url = TargetUrl.http(target, "url");
    this.http = http;
    this.signature = signature;
    this.json = json;
    this.clock = clock;
  }

  private record Wish(String type, Access access) {}

  /** @param id the receiver's own, empty when it has none */
  private record Held(boolean held, boolean enabled, String id) {

    boolean usable() {
      return held && enabled;
    }
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String grant(Access access) {
    Held held = held(access);
    if (!held.usable()) {
      send("access.grant", access);
      held = held(access);
    }
    if (!held.usable()) {
      throw new TargetUnavailable("The receiver took the grant, but does not show it yet", null);
    }
    return held.id().isEmpty() ? access.role() + "@" + access.holder() : held.id();
  }

  @Override
  public void revoke(Access access) {
    if (held(access).held()) {
      send("access.revoke", access);
    }
  }

  @Override
  public boolean verify(Access access) {
    return held(access).usable();
  }

  @Override
  public boolean disable(Access access) {
    return access.role().equals(ACCOUNT) && held(access).held() && send("access.disable", access);
  }

  @Override
  public List<Access> list() {
    List<Access> found = new ArrayList<>();
    String after = null;
    for (int page = 0; page < MOST_PAGES; page++) {
      JsonNode answer = read(ask("limit=" + PAGE + (after == null ? "" : "&after=" + encoded(after))));
      if (!answer.path("items").isArray()) {
        throw new TargetUnavailable("The receiver's list has no items", null);
      }
      answer.path("items").forEach(item -> found.add(new Access(text(item, "partner"), text(item, "holder"), text(item, "name"), text(item, "role"))));
      after = answer.path("next").asString("");
      if (after.isEmpty()) {
        return found;
      }
    }
    throw new TargetUnavailable("The receiver's list did not come to an end", null);
  }

  private Held held(Access access) {
    Answer answer = ask("partner=" + encoded(access.partnerId()) + "&holder=" + encoded(access.holder()) + "&role=" + encoded(access.role()));
    if (answer.status() == 404) {
      return new Held(false, false, "");
    }
    JsonNode body = read(answer);
    if (!body.path("held").isBoolean()) {
      throw new TargetUnavailable("The receiver did not say whether the access is held", null);
    }
    return new Held(body.path("held").asBoolean(), body.path("enabled").asBoolean(true), body.path("id").asString(""));
  }

  private Answer ask(String query) {
    URI question = URI.create(url + "?" + query);
    return http.send("GET", question, signature.headers(UUID.randomUUID().toString(), now().getEpochSecond(), question.getRawPath() + "?" + query), null);
  }

  /** False when the receiver knows no such access. Whatever was answered, later wishes for the access are new ones. */
  private boolean send(String type, Access access) {
    String key = unanswered.computeIfAbsent(new Wish(type, access), wish -> UUID.randomUUID().toString());
    String body = json.writeValueAsString(message(type, access));
    Map<String, String> headers = new LinkedHashMap<>(signature.headers(key, now().getEpochSecond(), body));
    headers.put("Idempotency-Key", key);
    headers.put("Content-Type", "application/json");
    Answer answer = http.send("POST", url, headers, body);
    unanswered.keySet().removeIf(wish -> wish.access().equals(access));
    if (!answer.isGood() && answer.status() != 404 && answer.status() != 410) {
      throw new TargetRefused("The receiver refused " + type + " with " + answer.shown());
    }
    return answer.isGood();
  }

  private Map<String, Object> message(String type, Access access) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("target", id);
    data.put("partner", access.partnerId());
    data.put("holder", access.holder());
    data.put("name", access.displayName());
    data.put("role", access.role());
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("type", type);
    message.put("timestamp", now().toString());
    message.put("data", data);
    return message;
  }

  private Instant now() {
    return clock.instant();
  }

  private JsonNode read(Answer answer) {
    if (!answer.isGood()) {
      throw new TargetRefused("The receiver refused the question with " + answer.shown());
    }
    try {
      return json.readTree(answer.body());
    } catch (JacksonException malformed) {
      throw new TargetUnavailable("The receiver answered with something that is no JSON", malformed);
    }
  }

  private static String text(JsonNode item, String name) {
    @Nullable JsonNode value = item.get(name);
    if (value == null || !value.isString()) {
      throw new TargetUnavailable("The receiver's list has an item without " + name, null);
    }
    return value.asString();
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
