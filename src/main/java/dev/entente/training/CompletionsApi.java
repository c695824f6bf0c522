package dev.entente.training;

import dev.entente.identity.Roles;
import dev.entente.partner.PartnerId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Scores that a learning system reports. */
@RestController
@RequestMapping("/api/training/completions")
class CompletionsApi {

  private final CourseCompletion completing;

  CompletionsApi(CourseCompletion completing) {
    this.completing = completing;
  }

  /**
   * @param course id or name
   * @param completionId the learning system's own name of this completion: a report that is sent again under it changes nothing and gets the same answer
   */
  record Request(
      @NotBlank(message = "give the partner's id, such as P-10001")
      @Pattern(regexp = "P-\\d{5,12}|\\s*", message = "expected an id such as P-10001") String partnerId,
      @NotBlank(message = "give the learner's mail address") @Size(max = 254, message = "at most 254 characters") String email,
      @NotBlank(message = "give the course") @Size(max = 200, message = "at most 200 characters") String course,
      @NotNull(message = "give a whole number from 0 to 100") @Min(value = 0, message = "at least 0") @Max(value = 100, message = "at most 100") Integer score,
      @Size(max = 100, message = "at most 100 characters") @Nullable String completionId) {}

  @PostMapping
  @PreAuthorize(Roles.PARTNER_MANAGERS)
  CourseCompletion.Completion complete(@Valid @RequestBody Request request, Principal principal) {
    return completing.complete(new PartnerId(request.partnerId()), request.email(), request.course(),
        new CourseCompletion.Report(request.score(), principal.getName(), request.completionId() == null || request.completionId().isBlank() ? null : request.completionId().strip()));
  }
}
