package dev.entente.life;

import dev.entente.provisioning.TestScimService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A SCIM service of the customer's: now and then it is too busy, or does what was asked and answers that it failed. */
final class TroubledHelpDesk implements AutoCloseable {

  private static final String SECRET = "ENTENTE_TARGET_HELPDESK_TOKEN";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final TestScimService service = new TestScimService();
  private final Random random;
  private volatile double trouble;
  private volatile Runnable change = () -> {};

  TroubledHelpDesk(long seed) {
    random = new Random(seed);
    service.refuse(request -> isChange(request) && announced() && strikes());
    service.fail(request -> isChange(request) && strikes());
  }

  /** What the product's environment has to say. */
  Map<String, String> secrets() {
    return Map.of(SECRET, TestScimService.TOKEN);
  }

  /** What an administrator fills in. */
  Map<String, String> settings() {
    return Map.of("kind", "SCIM", "id", "helpdesk", "name", "Help desk", "setting.url", service.url(), "setting.token", SECRET, "setting.removal", "delete",
        "setting.timeout", "5");
  }

  /** @param share of the changes that go wrong, from 0 to 1 */
  void trouble(double share) {
    trouble = share;
  }

  /** Called at every change that is asked for, before it is done. */
  void onChange(Runnable listener) {
    change = listener;
  }

  /** Users and groups that bear the text somewhere, as a client lists them, and members of groups who are nobody any more. */
  List<String> mentions(String text) {
    List<JsonNode> users = list("/Users");
    Set<String> ids = users.stream().map(user -> user.get("id").stringValue()).collect(Collectors.toSet());
    Stream<JsonNode> strays = list("/Groups").stream().flatMap(group -> group.path("members").valueStream())
        .filter(member -> !ids.contains(member.get("value").stringValue()));
    return Stream.concat(Stream.concat(users.stream(), list("/Groups").stream()).filter(each -> each.toString().toLowerCase().contains(text.toLowerCase())), strays)
        .map(JsonNode::toString).toList();
  }

  /** Members of the group of this name. */
  long members(String group) {
    return list("/Groups").stream().filter(each -> each.get("displayName").stringValue().equals(group)).map(each -> each.path("members")).mapToLong(JsonNode::size).sum();
  }

  @Override
  public void close() {
    service.close();
  }

  private List<JsonNode> list(String path) {
    return JSON.readTree(ask(path + "?count=50")).path("Resources").valueStream().toList();
  }

  private String ask(String path) {
    try {
      HttpResponse<String> answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(service.url() + path))
          .header("Authorization", "Bearer " + TestScimService.TOKEN).build(), BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError("Expected the help desk to list " + path + ", but got " + answer.statusCode());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static boolean isChange(String request) {
    return !request.startsWith("GET");
  }

  private boolean announced() {
    change.run();
    return true;
  }

  private synchronized boolean strikes() {
    return random.nextDouble() < trouble;
  }
}
