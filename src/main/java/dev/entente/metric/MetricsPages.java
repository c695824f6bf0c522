package dev.entente.metric;

import dev.entente.identity.Roles;
import dev.entente.metric.MetricRecording.Recorded;
import dev.entente.metric.MetricRules.Problem;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Measurements entered one by one or from a file, and those of a partner. */
@Controller
class MetricsPages {

  private static final int MOST_PROBLEMS = 50;

  private final MetricRecording recording;
  private final Metrics metrics;
  private final Partners partners;
  private final MessageSource messages;

  MetricsPages(MetricRecording recording, Metrics metrics, Partners partners, MessageSource messages) {
    this.recording = recording;
    this.metrics = metrics;
    this.partners = partners;
    this.messages = messages;
  }

  record MetricForm(@Nullable String metric, @Nullable String source, @Nullable String period, @Nullable String value) {}

  @GetMapping(value = "/partners/{id}/metrics", produces = "text/html")
  @PreAuthorize(Roles.STAFF)
  String ofPartner(@PathVariable PartnerId id, @RequestParam(defaultValue = "0") @Min(0) @Max(1_000_000) int page,
      @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size, Model model) {
    model.addAttribute("partner", partners.facts(id));
    model.addAttribute("rows", metrics.of(id, page, size));
    model.addAttribute("page", page);
    model.addAttribute("size", size);
    model.addAttribute("total", metrics.count(id));
    return "page/tier/metrics";
  }

  @GetMapping("/partners/{id}/metrics/new")
  @PreAuthorize(Roles.PARTNER_MANAGERS)
  String form(@PathVariable PartnerId id, Model model) {
    model.addAttribute("form", new MetricForm(Metric.NET_NEW_SEATS.name(), "", "", ""));
    return form(model, id);
  }

  @PostMapping("/partners/{id}/metrics")
  @PreAuthorize(Roles.PARTNER_MANAGERS)
  String record(@PathVariable PartnerId id, @ModelAttribute("form") MetricForm form, BindingResult binding, Principal principal, Model model,
      RedirectAttributes redirect) {
    Recorded recorded = recording.record(List.of(new MetricEntry(id.value(), form.metric(), form.source(), form.period(), form.value())), principal.getName());
    if (!recorded.problems().isEmpty()) {
      recorded.problems().forEach(problem -> binding.rejectValue(problem.field(), "tier.problem", problem.reason()));
      return form(model, id);
    }
    redirect.addFlashAttribute("notice", recorded.unchanged() == 1 ? "tier.metric.same" : "tier.metric.done");
    return "redirect:/partners/" + id + "/metrics";
  }

  @GetMapping("/tiers/metrics")
  @PreAuthorize(Roles.PARTNER_MANAGERS)
  String file(Model model) {
    return filePage(model, null);
  }

  @PostMapping("/tiers/metrics")
  @PreAuthorize(Roles.PARTNER_MANAGERS)
  String record(@RequestParam MultipartFile file, Principal principal, Model model, RedirectAttributes redirect) throws IOException {
    if (file.isEmpty()) {
      return filePage(model, List.of(messages.getMessage("tier.file.empty", null, LocaleContextHolder.getLocale())));
    }
    try {
      List<MetricsFile.Row> rows = MetricsFile.read(file.getBytes());
      Recorded recorded = recording.record(rows.stream().map(MetricsFile.Row::entry).toList(), principal.getName());
      if (!recorded.problems().isEmpty()) {
        return filePage(model, recorded.problems().stream().map(problem -> text(problem, rows)).toList());
      }
      redirect.addFlashAttribute("notice", messages.getMessage("tier.file.done",
          new Object[] {recorded.added(), recorded.replaced(), recorded.unchanged()}, LocaleContextHolder.getLocale()));
      return "redirect:/tiers/metrics";
    } catch (MetricsFile.Malformed malformed) {
      return filePage(model, List.of(String.valueOf(malformed.getMessage())));
    }
  }

  private static String text(Problem problem, List<MetricsFile.Row> rows) {
    return "Line " + rows.get(problem.row() - 1).line() + ": " + problem.field() + ": " + problem.reason();
  }

  private String form(Model model, PartnerId id) {
    model.addAttribute("partner", partners.facts(id));
    model.addAttribute("metrics", names());
    return "page/tier/metric";
  }

  private String filePage(Model model, @Nullable List<String> problems) {
    model.addAttribute("header", String.join(",", MetricsFile.HEADER));
    model.addAttribute("metrics", names());
    model.addAttribute("problems", problems == null ? null : problems.stream().limit(MOST_PROBLEMS).toList());
    model.addAttribute("more", problems == null ? 0 : Math.max(0, problems.size() - MOST_PROBLEMS));
    return "page/tier/file";
  }

  private Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    for (Metric metric : Metric.values()) {
      names.put(metric.name(), messages.getMessage("tier.metric." + metric, null, LocaleContextHolder.getLocale()));
    }
    return names;
  }
}
