package dev.entente.manual;

import dev.entente.identity.Groups;
import dev.entente.identity.Roles;
import dev.entente.ledger.Grants;
import dev.entente.manual.TargetAdministration.Answer;
import dev.entente.provisioning.ConnectedTargets;
import dev.entente.provisioning.Target;
import dev.entente.provisioning.TargetKind;
import dev.entente.provisioning.TargetOwners;
import dev.entente.provisioning.TargetRows;
import dev.entente.provisioning.TargetStates.TargetState;
import dev.entente.provisioning.TargetStates;
import java.security.Principal;
import java.util.Arrays;
import java.util.Map;
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

/** The targets: how they are set up and how they stand, for all; adding, changing, testing for administrators. */
@Controller
@RequestMapping("/targets")
@PreAuthorize(Roles.STAFF)
class TargetPages {

  private static final String FORM = "page/access/target-form";
  private static final String LIST = "redirect:/targets";

  private final TargetRows rows;
  private final TargetStates states;
  private final ConnectedTargets connected;
  private final TargetAdministration changing;
  private final Grants grants;
  private final TargetOwners owners;

  TargetPages(TargetRows rows, TargetStates states, ConnectedTargets connected, TargetAdministration changing, Grants grants, TargetOwners owners) {
    this.rows = rows;
    this.states = states;
    this.connected = connected;
    this.changing = changing;
    this.grants = grants;
    this.owners = owners;
  }

  /** @param leftAlone by this node, for a while */
  record Row(Target target, TargetState state, boolean leftAlone, long open) {

    /** OFF, ALONE, TROUBLED, WORKS or UNKNOWN. */
    public String standing() {
      if (!target.enabled()) {
        return "OFF";
      }
      if (leftAlone) {
        return "ALONE";
      }
      return state.isTroubled() ? "TROUBLED" : state.lastSuccess() == null ? "UNKNOWN" : "WORKS";
    }
  }

  @GetMapping
  String list(Model model) {
    Map<String, TargetState> all = states.all();
    Map<String, Long> open = grants.openByTarget();
    model.addAttribute("rows", rows.all().stream().map(target -> row(target, all, open)).toList());
    return "page/access/targets";
  }

  @GetMapping("/{id}")
  String show(@PathVariable String id, Model model) {
    return shown(found(id), model);
  }

  @GetMapping("/new")
  @PreAuthorize(Roles.ADMINS)
  String form(@RequestParam(required = false) @Nullable TargetKind kind, Model model) {
    if (kind == null || kind == TargetKind.LICENSE) {
      model.addAttribute("kinds", Arrays.stream(TargetKind.values()).filter(each -> each != TargetKind.LICENSE).toList());
      return "page/access/target-kinds";
    }
    return asked(TargetForm.empty(kind, connected.settings(kind)), Map.of(), true, model);
  }

  @PostMapping
  @PreAuthorize(Roles.ADMINS)
  String add(@RequestParam TargetKind kind, @RequestParam Map<String, String> parameters, Principal user, Model model, RedirectAttributes redirect) {
    TargetForm form = TargetForm.typed(parameters.getOrDefault("id", ""), kind, connected.settings(kind), parameters);
    Answer answer = changing.add(form, user.getName());
    if (answer instanceof Answer.Invalid invalid) {
      return asked(form, invalid.problems(), true, model);
    }
    redirect.addFlashAttribute("notice", "targets.added");
    return LIST + "/" + form.id();
  }

  @GetMapping("/{id}/edit")
  @PreAuthorize(Roles.ADMINS)
  String edit(@PathVariable String id, Model model) {
    return asked(TargetForm.of(found(id)), Map.of(), false, model);
  }

  @PostMapping("/{id}")
  @PreAuthorize(Roles.ADMINS)
  String change(@PathVariable String id, @RequestParam Map<String, String> parameters, Principal user, Model model, RedirectAttributes redirect) {
    Target before = found(id);
    TargetForm form = TargetForm.typed(id, before.kind(), connected.settings(before.kind()), parameters);
    Answer answer = changing.change(before, form, user.getName());
    if (answer instanceof Answer.Saved) {
      redirect.addFlashAttribute("notice", "targets.saved");
      return LIST + "/" + id;
    }
    if (answer instanceof Answer.Asks asks) {
      model.addAttribute("loss", asks.loss());
    }
    return asked(form, answer instanceof Answer.Invalid invalid ? invalid.problems() : Map.of(), false, model);
  }

  @PostMapping("/{id}/switch")
  @PreAuthorize(Roles.ADMINS)
  String switchTo(@PathVariable String id, @RequestParam boolean enabled, @RequestParam(defaultValue = "false") boolean confirmed, Principal user, Model model,
      RedirectAttributes redirect) {
    Target target = found(id);
    Answer answer = changing.switchTo(target, enabled, confirmed, user.getName());
    if (answer instanceof Answer.Asks asks) {
      model.addAttribute("loss", asks.loss());
      return shown(target, model);
    }
    return told(answer, enabled ? "targets.switchedOn" : "targets.switchedOff", LIST + "/" + id, redirect);
  }

  @PostMapping("/{id}/remove")
  @PreAuthorize(Roles.ADMINS)
  String remove(@PathVariable String id, Principal user, RedirectAttributes redirect) {
    Answer answer = changing.remove(found(id), user.getName());
    return told(answer, "targets.removed", answer instanceof Answer.Saved ? LIST : LIST + "/" + id, redirect);
  }

  /** Asks the target at once, and says what it answered. */
  @PostMapping("/{id}/test")
  @PreAuthorize(Roles.ADMINS)
  String test(@PathVariable String id, Model model) {
    found(id);
    model.addAttribute("health", connected.find(id).orElseThrow().test());
    return "page/access/target-test";
  }

  private static String told(Answer answer, String notice, String view, RedirectAttributes redirect) {
    if (answer instanceof Answer.Invalid invalid) {
      redirect.addFlashAttribute("problem", invalid.problems().values().iterator().next());
    } else {
      redirect.addFlashAttribute("notice", notice);
    }
    return view;
  }

  private String shown(Target target, Model model) {
    model.addAttribute("row", row(target, states.all(), grants.openByTarget()));
    model.addAttribute("usualOwner", owners.usual());
    model.addAttribute("settings", connected.settings(target.kind()));
    return "page/access/target";
  }

  private String asked(TargetForm form, Map<String, String> problems, boolean isNew, Model model) {
    model.addAttribute("form", form);
    model.addAttribute("problems", problems);
    model.addAttribute("isNew", isNew);
    model.addAttribute("groups", Groups.ALL);
    model.addAttribute("usualOwner", owners.usual());
    model.addAttribute("settings", connected.settings(form.kind()));
    return FORM;
  }

  private Row row(Target target, Map<String, TargetState> all, Map<String, Long> open) {
    return new Row(target, all.getOrDefault(target.id(), TargetState.UNKNOWN), connected.isLeftAlone(target.id()), open.getOrDefault(target.id(), 0L));
  }

  private Target found(String id) {
    return rows.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no target " + id));
  }
}
