package dev.entente.training;

import dev.entente.portal.Downloads;
import dev.entente.portal.PortalUser;
import dev.entente.portal.Rights;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** Courses and results: one's own, and for who leads the partnership the team's. */
@Controller
class PortalTrainingPages {

  private final TrainingRecord training;
  private final Rights rights;

  PortalTrainingPages(TrainingRecord training, Rights rights) {
    this.training = training;
    this.rights = rights;
  }

  @GetMapping("/portal/training")
  String training(PortalUser user, Model model) {
    boolean leads = rights.leads(user);
    List<TrainingRecord.Entry> all = training.of(user.partner(), leads ? null : user.contactId());
    model.addAttribute("own", all.stream().filter(entry -> entry.contactId() == user.contactId()).toList());
    model.addAttribute("team", all.stream().filter(entry -> entry.contactId() != user.contactId()).toList());
    model.addAttribute("leads", leads);
    return "page/portal/training";
  }

  @GetMapping("/portal/training/certificates/{id}")
  ResponseEntity<byte[]> certificate(@PathVariable long id, PortalUser user) {
    @Nullable Long onlyOf = rights.leads(user) ? null : Long.valueOf(user.contactId());
    byte[] pdf = training.document(user.partner(), onlyOf, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    return Downloads.pdf("certificate-" + id + ".pdf", pdf);
  }
}
