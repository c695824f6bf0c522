package dev.entente.life;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The vendor's people: they look at the tasks of a partner and do each as they were told. */
final class People {

  private static final Map<String, String> MEMBERS = Map.of("partner-management", "admin", "channel-management", "channel", "compliance", "compliance",
      "legal", "legal", "finance", "finance", "product", "product", "executives", "executive");

  private final RunningProduct product;
  private final Map<String, Map<String, Object>> answers = new LinkedHashMap<>();

  People(RunningProduct product) {
    this.product = product;
  }

  /** From now on tasks of the element are answered so. */
  People answer(String elementId, Map<String, Object> variables) {
    answers.put(elementId, variables);
    return this;
  }

  /** Does what is to be done now; what nobody told how to answer is left. */
  void work(String partner) {
    for (JsonNode task : product.get("admin", "/api/tasks?scope=all&partnerId=" + partner + "&size=100").get("items")) {
      Map<String, Object> answer = answers.get(task.get("elementId").stringValue());
      if (answer != null) {
        complete(task, answer);
      }
    }
  }

  List<String> open(String partner) {
    return product.get("admin", "/api/tasks?scope=all&partnerId=" + partner + "&size=100").get("items").valueStream()
        .map(task -> task.get("elementId").stringValue()).toList();
  }

  /** Looks at the task first: a decision goes with the facts that were shown. Somebody may have been quicker, or the task may be gone. */
  private void complete(JsonNode task, Map<String, Object> answer) {
    String group = task.get("candidateGroups").get(0).stringValue();
    String path = "/api/tasks/" + task.get("key").stringValue();
    HttpResponse<String> seen = product.get(MEMBERS.get(group), path, 404);
    if (seen.statusCode() == 404) {
      return;
    }
    Map<String, Object> completion = new LinkedHashMap<>(Map.of("variables", answer));
    completion.put("shown", product.read(seen).path("shown").asString(null));
    HttpResponse<String> response = product.post(MEMBERS.get(group), path + "/complete", completion);
    if (response.statusCode() != 204 && response.statusCode() != 409 && response.statusCode() != 404) {
      throw new AssertionError("Expected " + group + " to complete " + task.get("elementId") + ", but got " + response.statusCode() + ": " + response.body());
    }
  }
}
