package dev.entente.process;

import dev.entente.identity.Roles;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is stuck, and trying it again, one by one or together with a result for each. */
@Controller
@PreAuthorize("isAuthenticated()")
class IncidentPages {

  private static final Logger LOG = LoggerFactory.getLogger(IncidentPages.class);
  private static final int SIZE = 20;
  private static final int MOST = 200;

  private final Incidents incidents;
  private final ProcessOutbox outbox;
  private final OutboxDispatcher dispatcher;
  private final Trail trail;
  private final TransactionTemplate transaction;

  IncidentPages(Incidents incidents, ProcessOutbox outbox, OutboxDispatcher dispatcher, Trail trail, TransactionTemplate transaction) {
    this.incidents = incidents;
    this.outbox = outbox;
    this.dispatcher = dispatcher;
    this.trail = trail;
    this.transaction = transaction;
  }

  /** @param problem null when it was tried again */
  record Result(String what, @Nullable String problem) {}

  @GetMapping("/incidents")
  String list(@RequestParam(defaultValue = "0") int page, Model model) {
    model.addAttribute("incidents", incidents.open(Math.min(Math.max(page, 0), 100_000), SIZE));
    model.addAttribute("unsent", outbox.failedRows(MOST));
    return "page/process/incidents";
  }

  @PostMapping("/incidents/retry")
  @PreAuthorize(Roles.PROCESS_OPERATORS)
  String retry(@RequestParam(name = "key", required = false) @Nullable List<Long> chosen, @RequestParam(required = false) @Nullable Long only,
      Principal user, RedirectAttributes redirect) {
    List<Long> keys = only != null ? List.of(only) : chosen;
    if (keys == null || keys.isEmpty()) {
      redirect.addFlashAttribute("problem", "process.incidents.noneChosen");
      return "redirect:/incidents";
    }
    List<Result> results = new ArrayList<>();
    keys.stream().distinct().limit(MOST).forEach(key -> results.add(retried(key, user.getName())));
    redirect.addFlashAttribute("results", results);
    return "redirect:/incidents";
  }

  @PostMapping("/incidents/unsent/{id}/retry")
  @PreAuthorize(Roles.PROCESS_OPERATORS)
  String retryUnsent(@PathVariable UUID id, RedirectAttributes redirect) {
    boolean retried = outbox.retry(id);
    dispatcher.wake();
    redirect.addFlashAttribute(retried ? "notice" : "problem", retried ? "process.unsent.retried" : "process.unsent.gone");
    return "redirect:/incidents";
  }

  private Result retried(long key, String user) {
    try {
      Incidents.Stuck stuck = incidents.retry(key);
      String subject = stuck.businessId() == null ? "process:" + stuck.processId() : stuck.businessId();
      transaction.executeWithoutResult(status -> trail.record(TrailEntry.of(subject, user, "incident.retried",
          Map.of("incident", key, "element", stuck.elementId())).in(stuck.processInstanceKey())));
      return new Result(stuck.elementName() + (stuck.businessId() == null ? "" : ", " + stuck.businessId()), null);
    } catch (EngineRefused | EngineUnavailable failed) {
      LOG.info("Incident {} could not be retried: {}", key, failed.getMessage());
      return new Result(String.valueOf(key), failed.getMessage());
    }
  }
}
