package dev.entente.provisioning;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.entente.provisioning.TargetSystem.Access;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A system that takes our webhooks over HTTP: refuses what is signed wrong or too old, does each key once, and can be disturbed. */
public class TestReceiver implements AutoCloseable {

  public static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString("a secret of thirty-two bytes....".getBytes(StandardCharsets.UTF_8));
  private static final int PAGE = 7;

  private final JsonMapper json = JsonMapper.builder().build();
  private final Clock clock;
  private final HttpServer server;
  /** True where enabled. */
  private final Map<Access, Boolean> held = new LinkedHashMap<>();
  private final Set<String> doneKeys = new HashSet<>();
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private volatile Predicate<String> fails = method -> false;
  private volatile int redirectTo;

  public TestReceiver(Clock clock) {
    this.clock = clock;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks/entente";
  }

  public Map<Access, Boolean> held() {
    return held;
  }

  /** Of all wishes that came, in order. */
  public List<String> keys() {
    return keys;
  }

  /** Does what is asked and answers 503 all the same. */
  public void fail(Predicate<String> method) {
    fails = method;
  }

  public void redirectTo(int port) {
    redirectTo = port;
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String target = exchange.getRequestURI().getRawPath() + (exchange.getRequestURI().getRawQuery() == null ? "" : "?" + exchange.getRequestURI().getRawQuery());
    boolean question = exchange.getRequestMethod().equals("GET");
    if (redirectTo != 0) {
      exchange.getResponseHeaders().add("Location", "http://127.0.0.1:" + redirectTo + "/");
      send(exchange, 302, "");
    } else if (!isSigned(exchange, question ? target : body)) {
      send(exchange, 403, "{\"error\":\"signature\"}");
    } else {
      String answer = question ? question(parameters(exchange)) : wish(exchange.getRequestHeaders().getFirst("webhook-id"), json.readTree(body));
      send(exchange, fails.test(exchange.getRequestMethod()) ? 503 : 200, answer);
    }
  }

  private String wish(String key, JsonNode message) {
    keys.add(key);
    if (doneKeys.add(key)) {
      JsonNode data = message.path("data");
      Access access = new Access(data.path("partner").asString(), data.path("holder").asString(), data.path("name").asString(), data.path("role").asString());
      switch (message.path("type").asString()) {
        case "access.grant" -> held.put(access, true);
        case "access.revoke" -> held.remove(access);
        default -> held.put(access, false);
      }
    }
    return "{}";
  }

  private String question(Map<String, String> parameters) {
    if (!parameters.containsKey("limit")) {
      Boolean enabled = held.entrySet().stream().filter(entry -> entry.getKey().partnerId().equals(parameters.get("partner"))
          && entry.getKey().holder().equals(parameters.get("holder")) && entry.getKey().role().equals(parameters.get("role")))
          .map(Map.Entry::getValue).findFirst().orElse(null);
      return json.writeValueAsString(Map.of("held", enabled != null, "enabled", Boolean.TRUE.equals(enabled)));
    }
    List<Access> all = new ArrayList<>(held.keySet());
    int from = Integer.parseInt(parameters.getOrDefault("after", "0"));
    int to = Math.min(from + PAGE, all.size());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("items", all.subList(from, to).stream()
        .map(access -> Map.of("partner", access.partnerId(), "holder", access.holder(), "name", access.displayName(), "role", access.role())).toList());
    if (to < all.size()) {
      answer.put("next", String.valueOf(to));
    }
    return json.writeValueAsString(answer);
  }

  private boolean isSigned(HttpExchange exchange, String content) {
    String id = exchange.getRequestHeaders().getFirst("webhook-id");
    String at = exchange.getRequestHeaders().getFirst("webhook-timestamp");
    String signature = exchange.getRequestHeaders().getFirst("webhook-signature");
    if (id == null || at == null || signature == null || Math.abs(Long.parseLong(at) - clock.instant().getEpochSecond()) > 300) {
      return false;
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET.substring("whsec_".length())), "HmacSHA256"));
      byte[] expected = mac.doFinal((id + "." + at + "." + content).getBytes(StandardCharsets.UTF_8));
      return MessageDigest.isEqual(("v1," + Base64.getEncoder().encodeToString(expected)).getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Map<String, String> parameters(HttpExchange exchange) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : exchange.getRequestURI().getRawQuery().split("&")) {
      String[] parts = pair.split("=", 2);
      parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return parameters;
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
