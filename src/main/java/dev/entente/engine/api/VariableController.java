package dev.entente.engine.api;

import dev.entente.engine.api.Search.Within;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Variables of all scopes, of a user task, and those a user task sees. Long values are cut in lists unless asked otherwise. */
@RestController
@RequestMapping("/v2")
class VariableController {

  private static final int LONGEST = 8191;

  private final Search search;

  VariableController(Search search) {
    this.search = search;
  }

  @PostMapping("/variables/search")
  Map<String, @Nullable Object> search(@RequestParam(defaultValue = "true") boolean truncateValues,
      @RequestBody(required = false) @Nullable ObjectNode query) {
    return cut(search.search(SearchSchemas.VARIABLE, query), truncateValues);
  }

  @GetMapping("/variables/{key}")
  Map<String, @Nullable Object> get(@PathVariable long key) {
    Map<String, @Nullable Object> variable = search.get(SearchSchemas.VARIABLE, key);
    variable.remove("isTruncated");
    return variable;
  }

  /** All variables of the task's scope and the scopes around it. */
  @PostMapping("/user-tasks/{key}/variables/search")
  Map<String, @Nullable Object> ofTask(@PathVariable long key, @RequestParam(defaultValue = "true") boolean truncateValues,
      @RequestBody(required = false) @Nullable ObjectNode query) {
    search.get(SearchSchemas.USER_TASK, key);
    Within scopes = new Within("t.scope_key = any (select unnest(u.scope_path) from engine.user_task u where u.key = :task)", Map.of("task", key));
    return cut(search.search(SearchSchemas.VARIABLE, query, scopes), truncateValues);
  }

  /** Of variables with the same name only the innermost. */
  @PostMapping("/user-tasks/{key}/effective-variables/search")
  Map<String, @Nullable Object> effective(@PathVariable long key, @RequestParam(defaultValue = "true") boolean truncateValues,
      @RequestBody(required = false) @Nullable ObjectNode query) {
    search.get(SearchSchemas.USER_TASK, key);
    Within innermost = new Within("""
        t.variable_key in (
          select distinct on (v.name) v.key
          from engine.user_task u join engine.variable v on v.scope_key = any (u.scope_path)
          where u.key = :task
          order by v.name, array_position(u.scope_path, v.scope_key))""", Map.of("task", key));
    return cut(search.search(SearchSchemas.VARIABLE, query, innermost), truncateValues);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> cut(Map<String, @Nullable Object> answer, boolean truncate) {
    for (Map<String, @Nullable Object> variable : (List<Map<String, @Nullable Object>>) answer.get("items")) {
      String value = (String) variable.get("value");
      boolean tooLong = truncate && value.length() > LONGEST;
      variable.put("isTruncated", tooLong);
      if (tooLong) {
        variable.put("value", value.substring(0, LONGEST));
      }
    }
    return answer;
  }
}
