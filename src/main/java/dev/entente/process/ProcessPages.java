package dev.entente.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The deployed processes: what runs, how it is drawn, and deploying a changed file. */
@Controller
@PreAuthorize("isAuthenticated()")
class ProcessPages {

  private static final int SIZE = 20;

  private final Definitions definitions;
  private final Instances instances;
  private final Diagrams diagrams;
  private final FileDeployment deploying;

  ProcessPages(Definitions definitions, Instances instances, Diagrams diagrams, FileDeployment deploying) {
    this.definitions = definitions;
    this.instances = instances;
    this.diagrams = diagrams;
    this.deploying = deploying;
  }

  @GetMapping("/processes")
  String list(Model model) {
    model.addAttribute("processes", definitions.latest());
    return "page/process/list";
  }

  @GetMapping("/processes/{key:\\d+}")
  String show(@PathVariable long key, @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "false") boolean ended, Model model) {
    Definitions.Version definition = found(() -> definitions.get(key));
    model.addAttribute("definition", definition);
    model.addAttribute("documentation", diagrams.of(key).documentation(definition.id()));
    model.addAttribute("versions", definitions.versions(definition.id()));
    model.addAttribute("ended", ended);
    model.addAttribute("instances", instances.ofDefinition(key, !ended, Math.min(Math.max(page, 0), 100_000), SIZE));
    return "page/process/show";
  }

  @GetMapping("/processes/{key:\\d+}/xml")
  ResponseEntity<String> xml(@PathVariable long key, @RequestParam(defaultValue = "false") boolean download) {
    String xml = found(() -> diagrams.of(key)).xml();
    ResponseEntity.BodyBuilder answer = ResponseEntity.ok().contentType(new MediaType(MediaType.TEXT_XML, StandardCharsets.UTF_8));
    if (download) {
      String name = definitions.get(key).id() + ".bpmn";
      answer.header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(name).build().toString());
    }
    return answer.body(xml);
  }

  @GetMapping("/processes/{key:\\d+}/state")
  @ResponseBody
  DiagramState state(@PathVariable long key) {
    return DiagramState.of(found(() -> definitions.elements(key)), false, List.of());
  }

  @PostMapping("/processes/deployments")
  @PreAuthorize("hasAnyRole('PROCESS_OWNER', 'ADMIN')")
  String deploy(@RequestParam MultipartFile file, Principal user, RedirectAttributes redirect) throws IOException {
    String name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
    FileDeployment.Result result = deploying.deploy(name, file.getBytes(), user.getName());
    if (result instanceof FileDeployment.Refused refused) {
      return "redirect:/processes/refused/" + refused.id();
    }
    FileDeployment.Deployed deployed = (FileDeployment.Deployed) result;
    redirect.addFlashAttribute("notice", "process.deployed");
    return deployed.definitionKey() < 0 ? "redirect:/processes" : "redirect:/processes/" + deployed.definitionKey();
  }

  @GetMapping("/processes/refused/{id}")
  String refused(@PathVariable UUID id, Model model) {
    FileDeployment.RefusedFile file = refusedFile(id);
    model.addAttribute("id", id);
    model.addAttribute("file", file);
    model.addAttribute("drawable", file.name().endsWith(".bpmn") && file.findings().stream().anyMatch(finding -> !finding.elementId().isEmpty()));
    return "page/process/refused";
  }

  @GetMapping("/processes/refused/{id}/xml")
  ResponseEntity<String> refusedXml(@PathVariable UUID id) {
    return ResponseEntity.ok().contentType(new MediaType(MediaType.TEXT_XML, StandardCharsets.UTF_8)).body(refusedFile(id).content());
  }

  @GetMapping("/processes/refused/{id}/state")
  @ResponseBody
  DiagramState refusedState(@PathVariable UUID id) {
    Map<String, Long> findings = new TreeMap<>();
    refusedFile(id).findings().stream().filter(finding -> !finding.elementId().isEmpty())
        .forEach(finding -> findings.merge(finding.elementId(), 1L, Long::sum));
    return new DiagramState(Map.of(), findings, List.of(), List.of());
  }

  private FileDeployment.RefusedFile refusedFile(UUID id) {
    return deploying.refused(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no refused file " + id));
  }

  static <T> T found(Supplier<T> lookUp) {
    try {
      return lookUp.get();
    } catch (EngineRefused refused) {
      throw new ResponseStatusException(HttpStatus.valueOf(refused.status()), refused.getMessage(), refused);
    }
  }
}
