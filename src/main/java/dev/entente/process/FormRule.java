package dev.entente.process;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A form that takes the place of a shipped one asks for the same fields, as strictly, with answers that the process knows. */
@Component
class FormRule implements DeploymentRule {

  private final JsonMapper json;

  FormRule(JsonMapper json) {
    this.json = json;
  }

  @Override
  public List<Finding> check(Candidate file) {
    if (!file.name().endsWith(".form") || file.original() == null) {
      return List.of();
    }
    Map<String, JsonNode> present = fields(file.content());
    List<Finding> findings = new ArrayList<>();
    fields(file.original()).forEach((key, field) -> lost(key, field, present.get(key)).forEach(problem -> findings.add(Finding.ofFile(problem))));
    return findings;
  }

  private static List<String> lost(String key, JsonNode original, @Nullable JsonNode now) {
    if (now == null) {
      return List.of("The field " + key + " is gone, which the process needs: put it back.");
    }
    List<String> lost = new ArrayList<>();
    if (original.path("validate").path("required").asBoolean(false) && !now.path("validate").path("required").asBoolean(false)) {
      lost.add("The field " + key + " has to be required: the process needs an answer.");
    }
    Set<String> known = answers(original);
    if (!known.isEmpty() && !known.equals(answers(now))) {
      lost.add("The field " + key + " has to offer these answers, no more and no less: " + String.join(", ", known) + ".");
    }
    return lost;
  }

  private static Set<String> answers(JsonNode field) {
    Set<String> answers = new TreeSet<>();
    field.path("values").forEach(value -> answers.add(value.path("value").asString("")));
    return answers;
  }

  /** Those of groups as well, by key. */
  private Map<String, JsonNode> fields(byte[] content) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    collect(json.readTree(content), fields);
    return fields;
  }

  private static void collect(JsonNode parent, Map<String, JsonNode> fields) {
    parent.path("components").forEach(component -> {
      if (component.hasNonNull("key")) {
        fields.put(component.path("key").asString(), component);
      }
      collect(component, fields);
    });
  }
}
