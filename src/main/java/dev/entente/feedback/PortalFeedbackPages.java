package dev.entente.feedback;

import dev.entente.feedback.Feedback.Topic;
import dev.entente.portal.PortalPage;
import dev.entente.portal.PortalUser;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where a partner says what it thinks, and reads the answers. */
@Controller
@RequestMapping("/portal/feedback")
class PortalFeedbackPages {

  private static final int SIZE = 20;
  private static final String VIEW = "page/feedback/portal";
  private static final String TOPICS = "PROGRAM|TRAINING|LICENSES|PORTAL|PEOPLE|OTHER";

  private final FeedbackBox box;

  PortalFeedbackPages(FeedbackBox box) {
    this.box = box;
  }

  record FeedbackForm(
      @NotNull(message = "{feedback.topic.missing}") @Pattern(regexp = TOPICS, message = "{feedback.topic.missing}") @Nullable String topic,
      @NotBlank(message = "{feedback.content.missing}") @Size(max = 4000, message = "{feedback.content.long}") @Nullable String message) {}

  @Bean
  static PortalPage feedbackInPortalPage() {
    return new PortalPage("feedback", "/portal/feedback", 80, false);
  }

  @GetMapping
  String list(@RequestParam(defaultValue = "0") @Min(0) @Max(1_000_000) int page, PortalUser user, Model model) {
    model.addAttribute("form", new FeedbackForm("", ""));
    return show(page, user, model);
  }

  @PostMapping
  String give(@Valid @ModelAttribute("form") FeedbackForm form, BindingResult errors, PortalUser user, Model model, RedirectAttributes redirect) {
    if (errors.hasErrors()) {
      return show(0, user, model);
    }
    box.give(user, Topic.valueOf(String.valueOf(form.topic())), String.valueOf(form.message()).strip());
    redirect.addFlashAttribute("notice", "feedback.given");
    return "redirect:/portal/feedback";
  }

  private String show(int page, PortalUser user, Model model) {
    model.addAttribute("topics", Topic.values());
    model.addAttribute("all", box.ofPartner(user.partner(), page, SIZE));
    model.addAttribute("page", page);
    model.addAttribute("size", SIZE);
    model.addAttribute("total", box.countOfPartner(user.partner()));
    return VIEW;
  }
}
