package dev.entente.screening;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Screens one name for other systems. */
@RestController
@RequestMapping("/api/screening")
class ScreeningApi {

  private final NameScreening screening;

  ScreeningApi(NameScreening screening) {
    this.screening = screening;
  }

  /**
   * @param country two or three letters of ISO 3166-1 or the English name; empty for none
   * @param type what the name is of, where that is known
   */
  record Request(
      @NotBlank(message = "give the name of a company or person") @Size(max = 300, message = "at most 300 characters") String name,
      @Nullable @Size(max = 60, message = "at most 60 characters") String country,
      @Nullable @Pattern(regexp = "(?i)individual|entity|vessel|aircraft|", message = "individual, entity, vessel or aircraft") String type) {}

  record Answer(String rating, int score, String countryRisk, @Nullable String countryReason, String list, String listVersion, Instant listDate,
      List<Hit> hits) {}

  @PostMapping
  @PreAuthorize("hasAnyRole('PARTNER_MANAGER', 'ADMIN', 'AUDITOR', 'APPROVER')")
  Answer screen(@Valid @RequestBody Request request) {
    NameScreening.Result result = screening.screen(request.name(), request.country(), request.type());
    return new Answer(result.rating(), result.score(), result.country().risk().name(), result.country().reason(), result.version().list(),
        result.version().shortHash(), result.version().filesChangedAt(), result.hits());
  }
}
