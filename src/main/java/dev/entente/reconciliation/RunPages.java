package dev.entente.reconciliation;

import dev.entente.identity.Roles;
import dev.entente.provisioning.TargetRefused;
import dev.entente.reconciliation.ReconciliationRuns.Run;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.Optional;
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

/** The reconciliation: its runs, what each would do or has done, and the decision on those that the brakes hold. */
@Controller
@RequestMapping("/access/runs")
@PreAuthorize(Roles.STAFF)
class RunPages {

  private static final int SIZE = 20;
  private static final int CHANGES = 50;
  private static final int LONGEST = 500;
  private static final String LIST = "redirect:/access/runs";

  private final ReconciliationRuns runs;
  private final PlannedActions changes;
  private final ReconciliationOverview overview;
  private final BackgroundRuns onDemand;
  private final RunApprovals holding;
  private final DryRunPolicy rehearsing;

  RunPages(ReconciliationRuns runs, PlannedActions changes, ReconciliationOverview overview, BackgroundRuns onDemand, RunApprovals holding, DryRunPolicy rehearsing) {
    this.runs = runs;
    this.changes = changes;
    this.overview = overview;
    this.onDemand = onDemand;
    this.holding = holding;
    this.rehearsing = rehearsing;
  }

  @GetMapping
  String list(@RequestParam(required = false) @Size(max = 100) @Nullable String target, @RequestParam(defaultValue = "0") @Min(0) @Max(1_000_000) int page,
      Model model) {
    String wanted = target == null || target.isBlank() ? null : target;
    model.addAttribute("rows", overview.rows());
    model.addAttribute("ledger", overview.ledger());
    model.addAttribute("names", overview.names());
    model.addAttribute("target", wanted);
    model.addAttribute("runs", runs.page(wanted, page, SIZE));
    model.addAttribute("page", page);
    model.addAttribute("size", SIZE);
    model.addAttribute("total", runs.count(wanted));
    return "page/access/runs";
  }

  /** One target, or without a name all that can be compared. */
  @PostMapping
  @PreAuthorize(Roles.COMPLIANCE)
  String compare(@RequestParam(required = false) @Size(max = 100) @Nullable String target, Principal user, RedirectAttributes redirect) {
    if (target == null || target.isBlank()) {
      long begun = overview.rows().stream().filter(row -> row.isComparable() && onDemand.begin(row.target().id(), user.getName()).isPresent()).count();
      return told(redirect, begun > 0, "access.run.startedAll", "access.run.noneStarted", LIST);
    }
    try {
      Optional<Run> begun = onDemand.begin(target, user.getName());
      return told(redirect, begun.isPresent(), "access.run.started", "access.run.notStarted", begun.map(run -> LIST + "/" + run.id()).orElse(LIST));
    } catch (TargetRefused unknown) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no target " + target, unknown);
    }
  }

  @GetMapping("/{id}")
  String show(@PathVariable long id, @RequestParam(defaultValue = "0") @Min(0) @Max(1_000_000) int page, Principal user, Model model) {
    return shown(found(id), page, user, model);
  }

  /** The first of two who let a held run go on. */
  @PostMapping("/{id}/asking")
  @PreAuthorize(Roles.COMPLIANCE)
  String ask(@PathVariable long id, @RequestParam(defaultValue = "") String reason, Principal user, Model model, RedirectAttributes redirect) {
    Run run = found(id);
    if (reason.isBlank() || reason.strip().length() > LONGEST) {
      model.addAttribute("reason", reason);
      model.addAttribute("reasonProblem", "access.run.reason.missing");
      return shown(run, 0, user, model);
    }
    return told(redirect, holding.askRelease(run, user.getName(), reason.strip()), "access.run.asked", refusal(run), LIST + "/" + id);
  }

  /** The second. */
  @PostMapping("/{id}/release")
  @PreAuthorize(Roles.COMPLIANCE)
  String release(@PathVariable long id, Principal user, RedirectAttributes redirect) {
    Run run = found(id);
    if (user.getName().equals(run.releaseAskedBy()) || user.getName().equals(run.startedBy())) {
      return told(redirect, false, "", "access.run.fourEyes", LIST + "/" + id);
    }
    boolean released = holding.release(run, user.getName());
    if (released) {
      onDemand.apply(found(id));
    }
    return told(redirect, released, "access.run.released", refusal(run), LIST + "/" + id);
  }

  @PostMapping("/{id}/discard")
  @PreAuthorize(Roles.COMPLIANCE)
  String discard(@PathVariable long id, Principal user, RedirectAttributes redirect) {
    return told(redirect, holding.discard(found(id), user.getName()), "access.run.discarded", "access.run.notNow", LIST + "/" + id);
  }

  private String shown(Run run, int page, Principal user, Model model) {
    model.addAttribute("run", run);
    model.addAttribute("name", overview.names().getOrDefault(run.target(), run.target()));
    model.addAttribute("before", run.state() == ReconciliationRuns.State.DRY ? rehearsing.before(run).orElse(null) : null);
    model.addAttribute("outdated", run.state() == ReconciliationRuns.State.HELD && rehearsing.isOutdated(run));
    model.addAttribute("counts", changes.counts(run.id()));
    model.addAttribute("changes", changes.ofRun(run.id(), page, CHANGES));
    model.addAttribute("me", user.getName());
    model.addAttribute("page", page);
    model.addAttribute("size", CHANGES);
    return "page/access/run";
  }

  private String refusal(Run run) {
    return rehearsing.isOutdated(run) ? "access.run.outdated" : "access.run.notNow";
  }

  private static String told(RedirectAttributes redirect, boolean good, String notice, String problem, String view) {
    redirect.addFlashAttribute(good ? "notice" : "problem", good ? notice : problem);
    return view;
  }

  private Run found(long id) {
    return runs.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no run " + id));
  }
}
