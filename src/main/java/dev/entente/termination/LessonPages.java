package dev.entente.termination;

import dev.entente.identity.Roles;
import dev.entente.termination.Termination.Reason;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What ended partnerships teach, for whoever starts or reviews one. */
@Controller
@PreAuthorize(Roles.STAFF)
class LessonPages {

  static final List<String> CAUSES = List.of("FIT", "PERFORMANCE", "COMPLIANCE", "SUPPORT", "TERMS", "STRATEGY", "FINANCE", "OTHER");

  private final Lessons lessons;

  LessonPages(Lessons lessons) {
    this.lessons = lessons;
  }

  @GetMapping("/terminations/lessons")
  String search(@RequestParam(required = false) @Size(max = 200) @Nullable String q, @RequestParam(required = false) @Size(max = 20) @Nullable String cause,
      @RequestParam(required = false) @Nullable Reason reason, @RequestParam(defaultValue = "0") @Min(0) @Max(1_000_000) int page,
      @RequestParam(defaultValue = "10") @Min(1) @Max(100) int size, Model model) {
    Lessons.Filter filter = new Lessons.Filter(given(q), given(cause), reason == null ? null : reason.name());
    model.addAttribute("filter", filter);
    model.addAttribute("causes", CAUSES);
    model.addAttribute("reasons", Reason.values());
    model.addAttribute("lessons", lessons.search(filter, page, size));
    model.addAttribute("page", page);
    model.addAttribute("size", size);
    model.addAttribute("total", lessons.count(filter));
    return "page/termination/lessons";
  }

  private static @Nullable String given(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
