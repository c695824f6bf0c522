package dev.entente.reconciliation;

import dev.entente.identity.Roles;
import dev.entente.process.Processes.StartId;
import dev.entente.process.Processes;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What differs between targets and the ledger: the list, as a file too, and each with its owner, its stage and the process that asks about it. */
@Controller
@RequestMapping("/access/findings")
@PreAuthorize(Roles.STAFF)
class FindingPages {

  private static final int SIZE = 20;
  private static final int MOST_IN_FILE = 50_000;
  private static final String ALL = "ALL";

  private final Findings findings;
  private final Remediation correcting;
  private final ReconciliationOverview overview;
  private final Processes processes;
  private final ReconciliationProperties properties;

  FindingPages(Findings findings, Remediation correcting, ReconciliationOverview overview, Processes processes, ReconciliationProperties properties) {
    this.findings = findings;
    this.correcting = correcting;
    this.overview = overview;
    this.processes = processes;
    this.properties = properties;
  }

  /** @param next what happens by itself, and when; null where nothing does */
  record Row(Finding finding, Finding.@Nullable Next next) {}

  /** What is typed into the filter; without a state only what is open. */
  record Query(@Size(max = 100) @Nullable String target, Finding.@Nullable Kind kind, @Size(max = 20) @Nullable String state,
      @Size(max = 200) @Nullable String partner) {

    Findings.Filter filter() {
      String state = state() == null || state().isBlank() ? Finding.State.OPEN.name() : state().equals(ALL) ? null : state();
      return new Findings.Filter(given(target), kind == null ? null : kind.name(), state, given(partner));
    }

    private static @Nullable String given(@Nullable String text) {
      return text == null || text.isBlank() ? null : text.strip();
    }
  }

  @GetMapping
  String list(@Valid Query query, @RequestParam(defaultValue = "0") @Min(0) @Max(1_000_000) int page, Model model) {
    Findings.Filter filter = query.filter();
    model.addAttribute("filter", filter);
    model.addAttribute("names", overview.names());
    model.addAttribute("kinds", Finding.Kind.values());
    model.addAttribute("states", Finding.State.values());
    model.addAttribute("rows", rows(findings.page(filter, page, SIZE)));
    model.addAttribute("page", page);
    model.addAttribute("size", SIZE);
    model.addAttribute("total", findings.count(filter));
    return "page/access/findings";
  }

  @GetMapping("/export")
  void export(@Valid Query query, HttpServletResponse response) throws IOException {
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader("Content-Disposition", "attachment; filename=\"findings.csv\"");
    try (CSVPrinter csv = new CSVPrinter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8), CSVFormat.RFC4180)) {
      csv.printRecord("id", "target", "kind", "partner", "holder", "role", "state", "stage", "owner", "firstSeen", "lastSeen", "closedWhy");
      for (Finding finding : findings.page(query.filter(), 0, MOST_IN_FILE)) {
        csv.printRecord(finding.id(), finding.target(), finding.kind(), harmless(finding.partner()), harmless(finding.holder()), harmless(finding.role()),
            finding.state(), finding.stage(), finding.owner(), finding.firstSeen(), finding.lastSeen(), finding.closedWhy());
      }
    }
  }

  @GetMapping("/{id}")
  String show(@PathVariable long id, Model model) {
    return shown(found(id), "page/access/finding", model);
  }

  /** Beside the task that asks about it. */
  @GetMapping("/asked")
  String asked(@RequestParam long instance, Model model) {
    Optional<Finding> finding = processes.startOf(instance).flatMap(start -> findings.askedAs(start.value()));
    return finding.map(asked -> shown(asked, "page/access/finding-asked", model))
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No finding is asked about in " + instance));
  }

  /** Its owner is asked now, not when its time has come. */
  @PostMapping("/{id}/asking")
  @PreAuthorize(Roles.COMPLIANCE)
  String ask(@PathVariable long id, Principal user, RedirectAttributes redirect) {
    found(id);
    boolean asked = correcting.ask(id, user.getName());
    redirect.addFlashAttribute(asked ? "notice" : "problem", asked ? "access.finding.asking" : "access.finding.notAsked");
    return "redirect:/access/findings/" + id;
  }

  private String shown(Finding finding, String view, Model model) {
    model.addAttribute("row", row(finding));
    model.addAttribute("name", overview.names().getOrDefault(finding.target(), finding.target()));
    model.addAttribute("instance", instanceOf(finding));
    return view;
  }

  private @Nullable Long instanceOf(Finding finding) {
    OptionalLong instance = finding.askedAs() == null ? OptionalLong.empty() : processes.instanceOf(new StartId(finding.askedAs()));
    return instance.isPresent() ? instance.getAsLong() : null;
  }

  private List<Row> rows(List<Finding> found) {
    return found.stream().map(this::row).toList();
  }

  private Row row(Finding finding) {
    return new Row(finding, finding.next(properties));
  }

  private Finding found(long id) {
    return findings.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no finding " + id));
  }

  /** A spreadsheet would take such a text for a formula. */
  private static String harmless(String text) {
    return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
