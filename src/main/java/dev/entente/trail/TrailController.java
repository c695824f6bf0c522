package dev.entente.trail;

import dev.entente.identity.Roles;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The record for programs. */
@RestController
class TrailController {

  private static final int LARGEST = 200;

  private final TrailList trail;
  private final Verification verification;
  private final TrailExport export;

  TrailController(TrailList trail, Verification verification, TrailExport export) {
    this.export = export;
    this.trail = trail;
    this.verification = verification;
  }

  record Page(List<TrailList.Item> items, int page, int size, long total) {}

  @GetMapping("/api/partners/{id}/trail")
  @PreAuthorize(Roles.STAFF)
  Page ofPartner(@PathVariable String id, @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
    int boundedPage = Math.max(0, Math.min(page, 1_000_000));
    int boundedSize = Math.max(1, Math.min(size, LARGEST));
    TrailList.Filter filter = TrailList.Filter.ofSubject(id);
    return new Page(trail.find(filter, boundedPage, boundedSize), boundedPage, boundedSize, trail.count(filter));
  }

  @GetMapping("/api/trail/verification")
  @PreAuthorize(Roles.AUDITORS)
  Verification.Result verification(@RequestParam(defaultValue = "false") boolean whole) {
    return verification.verify(whole);
  }

  /** Written by the request's own thread: one that the server waits for has a time limit, and ten million rows take longer. */
  @GetMapping("/api/trail/export")
  @PreAuthorize("hasAnyRole('AUDITOR', 'ADMIN')")
  void export(@RequestParam(defaultValue = "0") @Min(0) long after, HttpServletResponse response) throws IOException {
    TrailExport.Start start = export.after(after)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "The trail has no sealed entry at position " + after + "."));
    response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename("trail.ndjson").build().toString());
    export.write(start, response.getOutputStream());
  }
}
