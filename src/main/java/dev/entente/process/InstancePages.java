package dev.entente.process;

import java.util.List;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/** Process instances: the diagram with the token on it, and whom it waits for. */
@Controller
@PreAuthorize("isAuthenticated()")
class InstancePages {

  private static final int SHOWN = 20;

  private final Instances instances;
  private final Waits waits;

  InstancePages(Instances instances, Waits waits) {
    this.instances = instances;
    this.waits = waits;
  }

  /** An instance and what it waits for. */
  record Standing(Instances.Instance instance, List<Waits.Wait> waits) {}

  @GetMapping("/processes/instances/{key:\\d+}")
  String show(@PathVariable long key, Model model) {
    Instances.Instance instance = ProcessPages.found(() -> instances.get(key));
    model.addAttribute("standing", standing(instance));
    return "page/process/instance";
  }

  @GetMapping("/processes/instances/{key:\\d+}/state")
  @ResponseBody
  DiagramState state(@PathVariable long key) {
    return DiagramState.of(ProcessPages.found(() -> instances.elements(key)), true, instances.takenFlows(key));
  }

  @GetMapping("/partners/{id}/processes")
  String ofPartner(@PathVariable String id, Model model) {
    List<Instances.Instance> all = instances.ofBusinessId(id, false, SHOWN);
    model.addAttribute("running", all.stream().filter(Instances.Instance::isRunning).map(this::standing).toList());
    model.addAttribute("ended", all.stream().filter(instance -> !instance.isRunning()).toList());
    return "page/process/partner-processes";
  }

  private Standing standing(Instances.Instance instance) {
    return new Standing(instance, instance.isRunning() ? waits.of(instance) : List.of());
  }
}
