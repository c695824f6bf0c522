package dev.entente.termination;

import dev.entente.process.Processes.StartId;
import dev.entente.process.Processes;
import dev.entente.settlement.Settlements;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** All that pages show of one case. */
@Component
class CaseView {

  private static final int ATTEMPTS = 20;

  private final Proofs proofs;
  private final Material material;
  private final WindDown windDown;
  private final Lessons lessons;
  private final Settlements settlements;
  private final Processes processes;

  CaseView(Proofs proofs, Material material, WindDown windDown, Lessons lessons, Settlements settlements, Processes processes) {
    this.proofs = proofs;
    this.material = material;
    this.windDown = windDown;
    this.lessons = lessons;
    this.settlements = settlements;
    this.processes = processes;
  }

  void fill(Termination termination, Model model) {
    model.addAttribute("termination", termination);
    model.addAttribute("leftovers", proofs.leftovers(termination.id()));
    model.addAttribute("proofs", proofs.latest(termination.id()));
    model.addAttribute("attempts", proofs.attempts(termination.id(), ATTEMPTS));
    model.addAttribute("certificates", material.of(termination.id()));
    model.addAttribute("rights", windDown.of(termination.id()));
    model.addAttribute("lesson", lessons.of(termination.id()).orElse(null));
    model.addAttribute("statement", settlements.ofCase(termination.caseRef()).orElse(null));
    Long instance = termination.start() == null ? null : processes.instanceOf(new StartId(termination.start())).stream().boxed().findFirst().orElse(null);
    model.addAttribute("instance", instance);
  }
}
