package dev.entente.partner;

import dev.entente.process.Processes.StartId;
import dev.entente.process.Processes;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** All that is known of one partner, for its page and for other systems. */
@Component
class PartnerDetails {

  private final JdbcClient jdbc;
  private final Partners partners;
  private final Processes processes;

  PartnerDetails(JdbcClient jdbc, Partners partners, Processes processes) {
    this.jdbc = jdbc;
    this.partners = partners;
    this.processes = processes;
  }

  record Person(long id, String name, String email, String role) {}

  /** @param processInstanceKey of the onboarding, null until it was started */
  record Details(String partnerId, String legalName, String country, @Nullable String website, @Nullable String registrationNumber, Stage stage,
      @Nullable String stageReason, OffsetDateTime stageSince, String tier, String requestedTier, String programVersion, String requestedBy,
      OffsetDateTime createdAt, @Nullable OffsetDateTime activeSince, @Nullable LocalDate nextReviewOn, @Nullable LocalDate renewalOn,
      @Nullable String processInstanceKey, Set<String> markets, List<Person> contacts) {

    public boolean isWithdrawable() {
      return stage == Stage.APPLICANT || stage == Stage.ONBOARDING;
    }
  }

  /** A text that is no id names no partner. */
  static PartnerId id(String text) {
    try {
      return new PartnerId(text);
    } catch (IllegalArgumentException e) {
      throw new PartnerNotFound(text);
    }
  }

  @Transactional(readOnly = true)
  Details of(PartnerId id) {
    PartnerFacts facts = partners.facts(id);
    return jdbc.sql("SELECT * FROM partner WHERE id = :id")
        .param("id", id.value())
        .query((row, number) -> new Details(
            id.value(), facts.legalName(), facts.country(), facts.website(), facts.registrationNumber(), facts.stage(),
            row.getString("stage_reason"), row.getObject("stage_since", OffsetDateTime.class), facts.tier(), row.getString("requested_tier"),
            facts.programVersion(), facts.requestedBy(), row.getObject("created_at", OffsetDateTime.class),
            row.getObject("active_since", OffsetDateTime.class), row.getObject("next_review_on", LocalDate.class),
            row.getObject("renewal_on", LocalDate.class), instance(row.getObject("process_start_id", UUID.class)), facts.markets(),
            facts.contacts().stream().map(contact -> new Person(contact.id(), contact.name(), contact.email(), contact.role())).toList()))
        .single();
  }

  private @Nullable String instance(@Nullable UUID start) {
    return start == null || processes.instanceOf(new StartId(start)).isEmpty() ? null : "" + processes.instanceOf(new StartId(start)).getAsLong();
  }
}
