package dev.entente.trail;

import dev.entente.identity.Roles;
import java.util.List;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The record for programs. */
@RestController
class TrailController {

  private static final int LARGEST = 200;

  private final TrailList trail;
  private final Verification verification;

  TrailController(TrailList trail, Verification verification) {
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
  Verification.Result verification() {
    return verification.verify();
  }
}
