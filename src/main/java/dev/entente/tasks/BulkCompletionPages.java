package dev.entente.tasks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Several tasks on one page: their facts, one form, and a result for each; what was refused can be tried again from there. */
@Controller
@RequestMapping("/tasks/together")
@PreAuthorize("isAuthenticated()")
class BulkCompletionPages {

  private static final String FIELD = "field-";
  private static final String SHOWN = "shown-";

  private final BulkCompletion together;
  private final Actors actors;

  BulkCompletionPages(BulkCompletion together, Actors actors) {
    this.together = together;
    this.actors = actors;
  }

  @GetMapping
  String choose(@RequestParam(name = "key", defaultValue = "") List<Long> keys, Authentication user, Model model) {
    Actor actor = actors.of(user);
    model.addAttribute("tooMany", keys.size() > BulkCompletion.MOST);
    model.addAttribute("ticked", keys);
    return page(together.look(actor, keys), Map.of(), Map.of(), model);
  }

  /** @param listed what stands on the page, of which some are ticked */
  @PostMapping
  String decide(@RequestParam(defaultValue = "") List<Long> listed, @RequestParam(name = "key", defaultValue = "") List<Long> ticked,
      @RequestParam Map<String, String> typed, Authentication user, Model model) {
    Actor actor = actors.of(user);
    List<BulkCompletion.Item> items = together.look(actor, listed);
    model.addAttribute("ticked", ticked);
    model.addAttribute("noneTicked", ticked.isEmpty());
    List<TaskForm.Field> fields = together.form(items).map(TaskForm::fields).orElse(List.of());
    Map<String, Object> values = new LinkedHashMap<>();
    Map<String, String> errors = new LinkedHashMap<>();
    for (TaskForm.Field field : fields) {
      Object value = value(field, typed.getOrDefault(FIELD + field.key(), ""));
      Optional.ofNullable(field.problemWith(value)).ifPresent(problem -> errors.put(field.key(), field.label() + " " + problem + "."));
      if (!"".equals(value)) {
        values.put(field.key(), value);
      }
    }
    boolean complete = errors.isEmpty() && !fields.isEmpty();
    return page(items.stream().map(item -> complete && ticked.contains(item.key())
        ? together.complete(actor, item, typed.getOrDefault(SHOWN + item.key(), ""), values) : item).toList(), values, errors, model);
  }

  private static Object value(TaskForm.Field field, String typed) {
    if (field.type().equals("checkbox")) {
      return typed.equals("true");
    }
    try {
      return field.type().equals("number") && !typed.isBlank() ? Double.valueOf(typed) : typed.strip();
    } catch (NumberFormatException noNumber) {
      return typed;
    }
  }

  private String page(List<BulkCompletion.Item> items, Map<String, Object> values, Map<String, String> errors, Model model) {
    Optional<TaskForm> form = together.form(items);
    model.addAttribute("items", items);
    model.addAttribute("anyOpen", items.stream().anyMatch(BulkCompletion.Item::isOpen));
    model.addAttribute("fields", form.map(TaskForm::fields).orElse(List.of()));
    model.addAttribute("values", values);
    model.addAttribute("errors", errors);
    model.addAttribute("most", BulkCompletion.MOST);
    return "page/tasks/together";
  }
}
