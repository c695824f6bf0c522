package dev.entente.metric;

import dev.entente.identity.Roles;
import dev.entente.metric.Metrics.Row;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Measurements that other systems report, and those that were reported. */
@RestController
class MetricsApi {

  private static final int MOST_BYTES = 512 * 1024;
  private static final int MOST_ENTRIES = 1000;
  private static final int MOST_PROBLEMS = 20;

  private final MetricRecording recording;
  private final Metrics metrics;
  private final Partners partners;
  private final JsonMapper json;

  MetricsApi(MetricRecording recording, Metrics metrics, Partners partners, JsonMapper json) {
    this.recording = recording;
    this.metrics = metrics;
    this.partners = partners;
    this.json = json;
  }

  @ResponseStatus(HttpStatus.BAD_REQUEST)
  static class MetricsRefused extends RuntimeException {

    MetricsRefused(String message) {
      super(message);
    }
  }

  record Answer(int added, int replaced, int unchanged) {}

  record Listed(String metric, String source, String period, String value, String recordedAt, String recordedBy) {}

  record Page(List<Listed> items, int page, int size, long total) {}

  /** All or nothing; the same values sent again change nothing. */
  @PostMapping("/api/tier/metrics")
  @PreAuthorize(Roles.PARTNER_MANAGERS)
  Answer record(HttpServletRequest request, Principal principal) throws IOException {
    MetricRecording.Recorded recorded = recording.record(entries(request), principal.getName());
    if (!recorded.problems().isEmpty()) {
      throw new MetricsRefused("Nothing was recorded. " + recorded.problems().stream().limit(MOST_PROBLEMS)
          .map(problem -> "[" + (problem.row() - 1) + "]." + problem.field() + ": " + problem.reason()).collect(Collectors.joining("; ")));
    }
    return new Answer(recorded.added(), recorded.replaced(), recorded.unchanged());
  }

  @GetMapping("/api/partners/{id}/metrics")
  @PreAuthorize(Roles.STAFF)
  Page ofPartner(@PathVariable PartnerId id, @RequestParam(defaultValue = "0") @Min(0) @Max(1_000_000) int page,
      @RequestParam(defaultValue = "20") @Min(1) @Max(200) int size) {
    partners.facts(id);
    return new Page(metrics.of(id, page, size).stream().map(MetricsApi::listed).toList(), page, size, metrics.count(id));
  }

  private List<MetricEntry> entries(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      throw new MetricsRefused("The body may have at most " + MOST_BYTES + " bytes; send it in parts");
    }
    try {
      List<MetricEntry> entries = json.readValue(body, new TypeReference<List<MetricEntry>>() {});
      if (entries == null || entries.isEmpty() || entries.size() > MOST_ENTRIES || entries.stream().anyMatch(Objects::isNull)) {
        throw new MetricsRefused("Expected a list of 1 to " + MOST_ENTRIES + " measurements, each an object with partnerId, metric, source, period and value");
      }
      return entries;
    } catch (JacksonException malformed) {
      throw new MetricsRefused("Expected a list of objects with the texts partnerId, metric, source, period and value; line "
          + (malformed.getLocation() == null ? 1 : malformed.getLocation().getLineNr()) + " is something else");
    }
  }

  private static Listed listed(Row row) {
    Metric.Measured measured = row.measured();
    return new Listed(measured.metric().name(), measured.source(), measured.period().written(),
        String.valueOf(measured.day() == null ? measured.number() : measured.day()), row.recordedAt().toInstant().toString(), row.recordedBy());
  }
}
