package dev.entente.manual;

import dev.entente.evidence.FileId;
import dev.entente.evidence.FileRefused;
import dev.entente.evidence.Files;
import dev.entente.evidence.StoredFile;
import dev.entente.identity.Roles;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.provisioning.TargetRows;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/** What is to be done by hand, beside its task, with the files that prove it; the group that does it may add some. */
@Controller
@PreAuthorize(Roles.STAFF)
class ManualTaskPages {

  private static final int MOST = 50;
  private static final String VIEW = "page/access/work";

  private final ManualTasks works;
  private final ManualProvisioning working;
  private final TargetRows targets;
  private final Files files;
  private final Partners partners;

  ManualTaskPages(ManualTasks works, ManualProvisioning working, TargetRows targets, Files files, Partners partners) {
    this.works = works;
    this.working = working;
    this.targets = targets;
    this.files = files;
    this.partners = partners;
  }

  @GetMapping("/partners/{id}/work")
  String ofPartner(@PathVariable PartnerId id, @RequestParam(required = false) @Nullable Long instance, Authentication user, Model model) {
    partners.facts(id);
    return shown(works.ofPartner(id.value(), instance, MOST), user, model);
  }

  @PostMapping("/work/{id}/files")
  String prove(@PathVariable long id, @RequestParam MultipartFile file, Authentication user, Model model) throws IOException {
    ManualTask work = found(id);
    if (!mayDo(work, user)) {
      throw new ResponseStatusException(HttpStatus.FORBIDDEN, "Only the group that does it by hand may prove it");
    }
    try {
      String name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
      if (!working.prove(id, name, file.getBytes(), user.getName())) {
        model.addAttribute("problem", "work.ended");
      }
    } catch (FileRefused refused) {
      model.addAttribute("problem", refused.messageKey());
    }
    return shown(List.of(found(id)), user, model);
  }

  @GetMapping("/work/{id}/files/{file}")
  ResponseEntity<byte[]> file(@PathVariable long id, @PathVariable FileId file) {
    return works.files(List.of(id)).getOrDefault(id, List.of()).stream().filter(file::equals).findFirst().flatMap(files::find).map(files::download)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such file"));
  }

  private String shown(List<ManualTask> shown, Authentication user, Model model) {
    Map<Long, List<StoredFile>> stored = works.files(shown.stream().map(ManualTask::id).toList()).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().stream().map(files::find).flatMap(Optional::stream).toList()));
    model.addAttribute("works", shown);
    model.addAttribute("files", stored);
    model.addAttribute("mine", shown.stream().filter(work -> mayDo(work, user)).map(ManualTask::id).toList());
    return VIEW;
  }

  private boolean mayDo(ManualTask work, Authentication user) {
    String group = targets.find(work.target()).map(ManualTargets::group).orElse(ManualTargets.USUAL_GROUP);
    return work.state() == ManualTask.State.OPEN && user.getAuthorities().stream().anyMatch(each -> ("GROUP_" + group).equals(each.getAuthority()))
        && user.getAuthorities().stream().noneMatch(each -> "ROLE_AUDITOR".equals(each.getAuthority()));
  }

  private ManualTask found(long id) {
    return works.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no work " + id));
  }
}
