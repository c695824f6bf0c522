package dev.entente.engine.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Searches of all subjects, and single rows by key. */
@RestController
@RequestMapping("/v2")
class SearchController {

  private static final Map<String, SearchSchema> SUBJECTS = Map.ofEntries(
      Map.entry("process-definitions", SearchSchemas.PROCESS_DEFINITION),
      Map.entry("process-instances", ProcessInstanceSchema.SUBJECT),
      Map.entry("element-instances", SearchSchemas.ELEMENT_INSTANCE),
      Map.entry("user-tasks", SearchSchemas.USER_TASK),
      Map.entry("incidents", SearchSchemas.INCIDENT),
      Map.entry("jobs", SearchSchemas.JOB),
      Map.entry("message-subscriptions", SearchSchemas.MESSAGE_SUBSCRIPTION),
      Map.entry("correlated-message-subscriptions", SearchSchemas.CORRELATED_MESSAGE_SUBSCRIPTION),
      Map.entry("decision-definitions", SearchSchemas.DECISION_DEFINITION),
      Map.entry("decision-requirements", SearchSchemas.DECISION_REQUIREMENTS),
      Map.entry("decision-instances", SearchSchemas.DECISION_INSTANCE),
      Map.entry("resources", SearchSchemas.RESOURCE));

  private final Search search;

  SearchController(Search search) {
    this.search = search;
  }

  @PostMapping("/{subject:process-definitions|process-instances|element-instances|user-tasks|incidents|jobs|message-subscriptions"
      + "|correlated-message-subscriptions|decision-definitions|decision-requirements|decision-instances}/search")
  Map<String, @Nullable Object> search(@PathVariable String subject, @RequestBody(required = false) @Nullable ObjectNode query) {
    return search.search(subject(subject), query);
  }

  @GetMapping("/{subject:process-definitions|process-instances|element-instances|user-tasks|incidents|decision-definitions"
      + "|decision-requirements|resources}/{key:-?[0-9]+}")
  Map<String, @Nullable Object> get(@PathVariable String subject, @PathVariable long key) {
    return search.get(subject(subject), key);
  }

  @GetMapping("/decision-instances/{key}")
  Map<String, @Nullable Object> decisionInstance(@PathVariable String key) {
    return search.get(SearchSchemas.DECISION_INSTANCE_IN_FULL, key);
  }

  private static SearchSchema subject(String name) {
    SearchSchema subject = SUBJECTS.get(name);
    if (subject == null) {
      throw new IllegalStateException("Expected subject '" + name + "', but there is none");
    }
    return subject;
  }
}
