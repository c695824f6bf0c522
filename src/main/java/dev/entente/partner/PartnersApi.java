package dev.entente.partner;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.entente.partner.PartnerSearch.Filter;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Partners for other systems: searched, and one by one. */
@RestController
@RequestMapping("/api/partners")
@PreAuthorize("isAuthenticated()")
class PartnersApi {

  private final PartnerSearch search;
  private final PartnerDetails details;

  PartnersApi(PartnerSearch search, PartnerDetails details) {
    this.search = search;
    this.details = details;
  }

  @GetMapping
  PartnerSearch.Page search(
      @RequestParam(required = false) @Size(max = 200) @Nullable String q,
      @RequestParam(required = false) @Nullable Stage stage,
      @RequestParam(required = false) @Size(max = 40) @Nullable String tier,
      @RequestParam(required = false) @Size(max = 2) @Nullable String country,
      @RequestParam(required = false) @Size(max = 16) @Nullable String market,
      @RequestParam(defaultValue = "0") @Min(0) @Max(PartnerSearch.MAX_PAGE) int page,
      @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
    return search.search(new Filter(q, stage, tier, country, market), page, size);
  }

  @GetMapping("/{id}")
  PartnerView partner(@PathVariable String id) {
    PartnerDetails.Details partner = details.of(PartnerDetails.id(id));
    return new PartnerView(partner, Map.of(
        "self", "/api/partners/" + id,
        "grants", "/api/partners/" + id + "/grants",
        "licenses", "/api/partners/" + id + "/licenses",
        "trail", "/api/partners/" + id + "/trail",
        "page", "/partners/" + id));
  }

  /** One partner with where to read on. */
  record PartnerView(@JsonUnwrapped PartnerDetails.Details facts, Map<String, String> links) {}
}
