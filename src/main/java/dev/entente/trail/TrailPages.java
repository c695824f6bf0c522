package dev.entente.trail;

import dev.entente.identity.Roles;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages on which the record is read and verified. */
@Controller
class TrailPages {

  private static final int SIZE = 50;
  private static final int SIZE_OF_PART = 15;

  private final TrailList trail;
  private final Verification verification;

  TrailPages(TrailList trail, Verification verification) {
    this.trail = trail;
    this.verification = verification;
  }

  /** The filter as it is typed. */
  record Asked(@Nullable String subject, @Nullable String actor, @Nullable String action, @Nullable String from, @Nullable String to) {

    private TrailList.Filter filter() {
      return new TrailList.Filter(text(subject), text(actor), text(action), day(from), day(to));
    }

    private static @Nullable String text(@Nullable String typed) {
      return typed == null || typed.isBlank() ? null : typed.strip();
    }

    private static @Nullable LocalDate day(@Nullable String typed) {
      try {
        return text(typed) == null ? null : LocalDate.parse(typed.strip());
      } catch (DateTimeParseException e) {
        return null;
      }
    }
  }

  @GetMapping("/trail")
  @PreAuthorize(Roles.AUDITORS)
  String list(@ModelAttribute("asked") Asked asked, @RequestParam(defaultValue = "0") int page, Model model) {
    fill(model, asked.filter(), page, SIZE);
    return "page/trail/list";
  }

  @GetMapping("/trail/verification")
  @PreAuthorize(Roles.AUDITORS)
  String verify(@RequestParam(defaultValue = "false") boolean whole, Model model) {
    model.addAttribute("result", verification.verify(whole));
    return "page/trail/verification";
  }

  @GetMapping("/partners/{id}/trail")
  @PreAuthorize(Roles.STAFF)
  String ofPartner(@PathVariable String id, @RequestParam(defaultValue = "0") int page, Model model) {
    fill(model, TrailList.Filter.ofSubject(id), page, SIZE_OF_PART);
    model.addAttribute("partner", id);
    return "page/trail/of-partner";
  }

  private void fill(Model model, TrailList.Filter filter, int page, int size) {
    int bounded = Math.max(0, Math.min(page, 1_000_000));
    model.addAttribute("items", trail.find(filter, bounded, size));
    model.addAttribute("total", trail.count(filter));
    model.addAttribute("page", bounded);
    model.addAttribute("size", size);
  }
}
