package dev.entente.application;

import dev.entente.application.ImportReader.MalformedCsv;
import dev.entente.application.Imports.Import;
import dev.entente.identity.Roles;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Bulk import: choose a file, look at the verdict on each row, confirm, follow it. */
@Controller
@RequestMapping("/partners/import")
@PreAuthorize(Roles.PARTNER_MANAGERS)
class ImportPages {

  private static final int SIZE = 50;
  private static final List<String> STATUSES = List.of("GOOD", "ACCEPTED", "DUPLICATE", "INVALID", "CANCELED");

  private final Imports imports;
  private final ImportRunner runner;

  ImportPages(Imports imports, ImportRunner runner) {
    this.imports = imports;
    this.runner = runner;
  }

  @GetMapping
  String choose(Model model) {
    model.addAttribute("imports", imports.newest());
    model.addAttribute("header", String.join(",", ImportReader.HEADER));
    return "page/partner/import";
  }

  @GetMapping("/template")
  ResponseEntity<String> template() {
    return ResponseEntity.ok()
        .header("Content-Disposition", "attachment; filename=\"applications.csv\"")
        .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
        .body(String.join(",", ImportReader.HEADER) + "\r\nExample Software GmbH,DE,https://www.example.com,HRB 12345,Ann Lee,ann.lee@example.com,SIGNER,SILVER,DE;AT;CH\r\n");
  }

  @PostMapping
  String upload(@RequestParam("file") MultipartFile file, Principal principal, Model model, HttpServletResponse response) throws IOException {
    try {
      String name = file.getOriginalFilename() == null || file.getOriginalFilename().isBlank() ? "applications.csv" : file.getOriginalFilename();
      return "redirect:/partners/import/" + imports.preview(name.replaceAll("[\\p{Cntrl}\\\\/]", " ").strip(), file.getBytes(), principal.getName());
    } catch (MalformedCsv refusal) {
      response.setStatus(HttpStatus.BAD_REQUEST.value());
      model.addAttribute("refusal", refusal.getMessage());
      return choose(model);
    }
  }

  @GetMapping("/{id}")
  String show(@PathVariable UUID id, @RequestParam(required = false) @Nullable String status, @RequestParam(defaultValue = "0") String page, Model model) {
    String known = status != null && STATUSES.contains(status) ? status : null;
    int number = page.matches("\\d{1,5}") ? Integer.parseInt(page) : 0;
    model.addAttribute("statuses", STATUSES);
    model.addAttribute("status", known);
    model.addAttribute("rows", imports.rows(id, known, number, SIZE));
    model.addAttribute("page", number);
    model.addAttribute("size", SIZE);
    model.addAttribute("total", imports.count(id, known));
    return with(id, model, "page/partner/import-show");
  }

  /** The part of the page that is asked for again and again while the import runs; when it is done the whole page is. */
  @GetMapping("/{id}/progress")
  String progress(@PathVariable UUID id, Model model, HttpServletResponse response) {
    Import running = imports.of(id);
    if (!running.isRunning()) {
      response.setHeader("HX-Refresh", "true");
    }
    model.addAttribute("it", running);
    return "page/partner/import-progress :: progress";
  }

  @PostMapping("/{id}/confirm")
  String confirm(@PathVariable UUID id, RedirectAttributes redirect) {
    if (!imports.confirm(id)) {
      redirect.addFlashAttribute("problem", "partner.import.notOpen");
    }
    runner.wake();
    return "redirect:/partners/import/" + id;
  }

  @PostMapping("/{id}/cancel")
  String cancel(@PathVariable UUID id, RedirectAttributes redirect) {
    boolean canceled = imports.cancel(id);
    redirect.addFlashAttribute(canceled ? "notice" : "problem", canceled ? "partner.import.canceled" : "partner.import.notOpen");
    return "redirect:/partners/import/" + id;
  }

  private String with(UUID id, Model model, String view) {
    model.addAttribute("it", imports.of(id));
    return view;
  }
}
