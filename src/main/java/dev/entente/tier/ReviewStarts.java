package dev.entente.tier;

import dev.entente.partner.PartnerId;
import dev.entente.partner.ReviewDates;
import dev.entente.process.Processes.StartId;
import dev.entente.process.Processes;
import dev.entente.tier.Review.Occasion;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Starts reviews: of one partner, or of all that are due, a page at a time. */
@Component
class ReviewStarts {

  static final String PROCESS = "tier-escalation";

  private final Processes processes;
  private final ReviewDates dates;
  private final JdbcClient jdbc;
  private final Clock clock;
  private final int page;

  ReviewStarts(Processes processes, ReviewDates dates, JdbcClient jdbc, Clock clock, @Value("${entente.tier.round-page:500}") int page) {
    this.processes = processes;
    this.dates = dates;
    this.jdbc = jdbc;
    this.clock = clock;
    this.page = Math.max(1, page);
  }

  @Transactional
  public StartId start(PartnerId partner, Occasion occasion, String requestedBy) {
    return processes.start(PROCESS, partner.value(), variables(partner, occasion, requestedBy));
  }

  /** Sends it now rather than soon; after the commit. */
  void dispatch(StartId start) {
    processes.dispatchNow(start);
  }

  /** A job that is offered twice starts one review: the second finds the mark of the first. */
  @Transactional
  public void startOnce(PartnerId partner, Occasion occasion, long processInstanceKey) {
    if (mark(processInstanceKey, partner.value())) {
      start(partner, occasion, "system");
    }
  }

  /** @return whether there may be more; where the round has come to is kept together with the starts */
  @Transactional
  public boolean startPage(long round) {
    mark(round, "");
    String last = jdbc.sql("SELECT last_partner FROM tier_round WHERE process_instance_key = :round FOR UPDATE").param("round", round).query(String.class).single();
    List<PartnerId> due = dates.due(LocalDate.now(clock), last, page);
    due.forEach(partner -> start(partner, Occasion.QUARTER, "system"));
    if (!due.isEmpty()) {
      jdbc.sql("UPDATE tier_round SET last_partner = :last, started = started + :count WHERE process_instance_key = :round")
          .param("last", due.get(due.size() - 1).value())
          .param("count", due.size())
          .param("round", round)
          .update();
    }
    return due.size() == page;
  }

  private boolean mark(long processInstanceKey, String partner) {
    return jdbc.sql("INSERT INTO tier_round (process_instance_key, last_partner, started) VALUES (:key, :partner, 0) ON CONFLICT DO NOTHING")
        .param("key", processInstanceKey)
        .param("partner", partner)
        .update() == 1;
  }

  private static Map<String, Object> variables(PartnerId partner, Occasion occasion, String requestedBy) {
    return Map.of("partnerId", partner.value(), "occasion", occasion.name(), "requestedBy", requestedBy);
  }
}
