package dev.entente.feedback;

import dev.entente.feedback.Feedback.Topic;
import dev.entente.identity.Roles;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What partners said, for the vendor's people to read and answer. */
@Controller
@RequestMapping("/feedback")
@PreAuthorize(Roles.STAFF)
class FeedbackPages {

  private static final int SIZE = 20;
  private static final List<String> STATES = List.of("open", "answered", "all");

  private final FeedbackBox box;

  FeedbackPages(FeedbackBox box) {
    this.box = box;
  }

  record AnswerForm(
      @NotBlank(message = "{feedback.answer.missing}") @Size(max = 4000, message = "{feedback.content.long}") @Nullable String answer) {}

  @GetMapping
  String list(@RequestParam(defaultValue = "open") String state, @RequestParam(required = false) @Nullable Topic topic,
      @RequestParam(defaultValue = "0") @Min(0) @Max(1_000_000) int page, Model model) {
    FeedbackBox.Filter filter = new FeedbackBox.Filter(state.equals("open") ? Boolean.TRUE : state.equals("answered") ? Boolean.FALSE : null, topic);
    model.addAttribute("all", box.list(filter, page, SIZE));
    model.addAttribute("total", box.count(filter));
    model.addAttribute("page", page);
    model.addAttribute("size", SIZE);
    model.addAttribute("state", filter.open() == null ? "all" : filter.open() ? "open" : "answered");
    model.addAttribute("states", STATES);
    model.addAttribute("topic", topic);
    model.addAttribute("topics", Topic.values());
    return "page/feedback/list";
  }

  @GetMapping("/{id}")
  String show(@PathVariable long id, Model model) {
    model.addAttribute("feedback", existing(id));
    model.addAttribute("form", new AnswerForm(""));
    return "page/feedback/show";
  }

  @PostMapping("/{id}/answer")
  @PreAuthorize(Roles.PARTNER_MANAGERS)
  String answer(@PathVariable long id, @Valid @ModelAttribute("form") AnswerForm form, BindingResult errors, Principal principal, Model model,
      RedirectAttributes redirect) {
    Feedback feedback = existing(id);
    if (errors.hasErrors()) {
      model.addAttribute("feedback", feedback);
      return "page/feedback/show";
    }
    boolean answered = box.answer(id, String.valueOf(form.answer()).strip(), principal.getName());
    redirect.addFlashAttribute(answered ? "notice" : "problem", answered ? "feedback.answered" : "feedback.answeredBefore");
    return "redirect:/feedback/" + id;
  }

  private Feedback existing(long id) {
    return box.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such feedback."));
  }
}
