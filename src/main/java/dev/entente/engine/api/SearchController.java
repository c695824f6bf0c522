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

  private static final Map<String, Subject> SUBJECTS = Map.ofEntries(
      Map.entry("process-definitions", Subjects.PROCESS_DEFINITION),
      Map.entry("process-instances", ProcessInstances.SUBJECT),
      Map.entry("element-instances", Subjects.ELEMENT_INSTANCE),
      Map.entry("user-tasks", Subjects.USER_TASK),
      Map.entry("incidents", Subjects.INCIDENT),
      Map.entry("jobs", Subjects.JOB),
      Map.entry("message-subscriptions", Subjects.MESSAGE_SUBSCRIPTION),
      Map.entry("correlated-message-subscriptions", Subjects.CORRELATED_MESSAGE_SUBSCRIPTION),
      Map.entry("decision-definitions", Subjects.DECISION_DEFINITION),
      Map.entry("decision-requirements", Subjects.DECISION_REQUIREMENTS),
      Map.entry("decision-instances", Subjects.DECISION_INSTANCE),
      Map.entry("resources", Subjects.RESOURCE));

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
    return search.get(Subjects.DECISION_INSTANCE_IN_FULL, key);
  }

  private static Subject subject(String name) {
    Subject subject = SUBJECTS.get(name);
    if (subject == null) {
      throw new IllegalStateException("Expected subject '" + name + "', but there is none");
    }
    return subject;
  }
}
