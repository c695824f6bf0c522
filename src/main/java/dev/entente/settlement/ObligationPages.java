package dev.entente.settlement;

import dev.entente.identity.Roles;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.settlement.Obligation.Kind;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
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

/** What a partner owes and is owed: a part of its page, and the page where finance completes it before a statement is issued. */
@Controller
@RequestMapping("/partners/{id}")
class ObligationPages {

  private static final String FINANCE = "hasRole('ADMIN') or hasAuthority('GROUP_finance')";
  private static final int MOST = 200;

  private final Obligations obligations;
  private final Statements statements;
  private final Partners partners;
  private final Money money;
  private final Trail trail;

  ObligationPages(Obligations obligations, Statements statements, Partners partners, Money money, Trail trail) {
    this.obligations = obligations;
    this.statements = statements;
    this.partners = partners;
    this.money = money;
    this.trail = trail;
  }

  record NewForm(
      @NotNull(message = "{settlement.form.kind.missing}") @Nullable Kind kind,
      @NotBlank(message = "{settlement.form.description.missing}") @Size(max = 300, message = "{settlement.form.description.long}") String description,
      @Size(max = 20, message = "{settlement.form.amount.wrong}") String amount) {}

  @GetMapping("/obligations")
  @PreAuthorize(Roles.STAFF)
  String ofPartner(@PathVariable PartnerId id, Model model) {
    fill(id, model);
    return "page/settlement/of-partner";
  }

  @GetMapping("/settlement")
  @PreAuthorize(Roles.STAFF)
  String page(@PathVariable PartnerId id, Model model) {
    model.addAttribute("form", new NewForm(Kind.FEE, "", ""));
    return show(id, model);
  }

  @PostMapping("/obligations")
  @PreAuthorize(FINANCE)
  @Transactional
  public String add(@PathVariable PartnerId id, @Valid @ModelAttribute("form") NewForm form, BindingResult errors, Principal principal, Model model,
      RedirectAttributes redirect) {
    Optional<Statement> draft = draft(id);
    boolean material = form.kind() == Kind.MATERIAL;
    OptionalLong cents = Money.cents(form.amount());
    if (!material && !form.amount().isBlank() && cents.isEmpty() || material && !form.amount().isBlank()) {
      errors.rejectValue("amount", material ? "settlement.form.amount.material" : "settlement.form.amount.wrong");
    }
    if (draft.isEmpty()) {
      errors.reject("settlement.notOpen");
    }
    if (errors.hasErrors() || form.kind() == null || draft.isEmpty()) {
      return show(id, model);
    }
    long added = obligations.add(new Obligations.New(id, draft.get().caseRef(), form.kind(), null, form.description().strip(),
        cents.isPresent() ? cents.getAsLong() : null, null, principal.getName()));
    record(id, principal, "obligation.added", added);
    redirect.addFlashAttribute("notice", "settlement.added");
    return "redirect:/partners/" + id.value() + "/settlement";
  }

  @PostMapping("/obligations/{obligation}/amount")
  @PreAuthorize(FINANCE)
  @Transactional
  public String amount(@PathVariable PartnerId id, @PathVariable long obligation, @RequestParam(defaultValue = "") String amount, Principal principal,
      RedirectAttributes redirect) {
    OptionalLong cents = Money.cents(amount);
    if (cents.isEmpty()) {
      redirect.addFlashAttribute("problem", "settlement.form.amount.wrong");
    } else if (draft(id).isEmpty() || !obligations.setAmount(found(id, obligation).id(), cents.getAsLong())) {
      redirect.addFlashAttribute("problem", "settlement.notOpen");
    } else {
      record(id, principal, "obligation.amountSet", obligation);
      redirect.addFlashAttribute("notice", "settlement.amountSet");
    }
    return "redirect:/partners/" + id.value() + "/settlement";
  }

  @PostMapping("/obligations/{obligation}/waiver")
  @PreAuthorize(FINANCE)
  @Transactional
  public String waive(@PathVariable PartnerId id, @PathVariable long obligation, @RequestParam(defaultValue = "") String reason, Principal principal,
      RedirectAttributes redirect) {
    if (reason.isBlank() || reason.length() > 500) {
      redirect.addFlashAttribute("problem", "settlement.waive.reason.missing");
    } else if (!found(id, obligation).isMoney() || draft(id).isEmpty()
        || !obligations.end(obligation, Obligation.State.WAIVED, reason.strip(), principal.getName())) {
      redirect.addFlashAttribute("problem", "settlement.notOpen");
    } else {
      record(id, principal, "obligation.waived", obligation);
      redirect.addFlashAttribute("notice", "settlement.waived");
    }
    return "redirect:/partners/" + id.value() + "/settlement";
  }

  @GetMapping("/statements/{statement}/document")
  @PreAuthorize(Roles.STAFF)
  ResponseEntity<byte[]> document(@PathVariable PartnerId id, @PathVariable long statement) {
    byte[] pdf = statements.document(id, statement).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_PDF).cacheControl(CacheControl.noStore())
        .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=statement.pdf").body(pdf);
  }

  private String show(PartnerId id, Model model) {
    fill(id, model);
    model.addAttribute("kinds", Kind.values());
    model.addAttribute("open", draft(id).isPresent());
    return "page/settlement/show";
  }

  private void fill(PartnerId id, Model model) {
    model.addAttribute("partner", partners.facts(id));
    model.addAttribute("obligations", obligations.ofPartner(id, MOST));
    model.addAttribute("statements", statements.ofPartner(id));
    model.addAttribute("money", money);
  }

  /** The statement that may still be changed. */
  private Optional<Statement> draft(PartnerId id) {
    return statements.ofPartner(id).stream()
        .filter(statement -> statement.state() == Statement.State.DRAFT || statement.state() == Statement.State.DISPUTED).findFirst();
  }

  private Obligation found(PartnerId id, long obligation) {
    return obligations.find(id, obligation).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private void record(PartnerId id, Principal principal, String action, long obligation) {
    trail.record(TrailEntry.of(id.value(), principal.getName(), action, Map.of("obligation", obligation)));
  }
}
