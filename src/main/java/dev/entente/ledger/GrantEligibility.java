package dev.entente.ledger;

import dev.entente.partner.Contacts;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.partner.Stage;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Says whether a partner, and one holder of it, may be granted anything, under a lock that keeps the answer true until the transaction ends. */
@Component
public class GrantEligibility {

  private final Partners partners;
  private final JdbcClient jdbc;
  private final Contacts contacts;
  private final Clock clock;

  GrantEligibility(Partners partners, JdbcClient jdbc, Contacts contacts, Clock clock) {
    this.partners = partners;
    this.jdbc = jdbc;
    this.contacts = contacts;
    this.clock = clock;
  }

  /** Why not; empty when it may. A contact who leaves waits for this answer, as a change of the partner's stage does. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<String> refusal(PartnerId partner, String holder, @Nullable Long processInstanceKey) {
    return refusal(partner, processInstanceKey)
        .or(() -> contacts.hasLeft(partner, holder) ? Optional.of("The holder has left partner " + partner) : Optional.empty());
  }

  /** Why not; empty when it may. Grants of one partner don't wait for each other, but its change of stage waits for them. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<String> refusal(PartnerId partner, @Nullable Long processInstanceKey) {
    Stage stage = partners.stageForShare(partner);
    if (!stage.acceptsGrants()) {
      return Optional.of("Partner " + partner + " is " + stage + " and accepts no new grants");
    }
    if (partners.holdsGrants(partner)) {
      return Optional.of("New grants of partner " + partner + " are held until compliance has decided on a screening hit");
    }
    boolean stopped = jdbc.sql("SELECT EXISTS (SELECT FROM access_stop WHERE process_instance_key = :instance AND partner_id = :partner)")
        .param("instance", processInstanceKey, Types.BIGINT)
        .param("partner", partner.value())
        .query(Boolean.class)
        .single();
    return stopped ? Optional.of("Process " + processInstanceKey + " has revoked all access of partner " + partner) : Optional.empty();
  }

  /** The answer of this moment, for who has something to lose by asking too late. */
  @Transactional
  public boolean refuses(PartnerId partner, long processInstanceKey) {
    return refusal(partner, processInstanceKey).isPresent();
  }

  /** From the commit on, the process is granted nothing for the partner; waits for grants being intended or settled right now. */
  @Transactional
  public void stop(PartnerId partner, long processInstanceKey) {
    partners.lock(partner);
    jdbc.sql("""
            INSERT INTO access_stop (process_instance_key, partner_id, stopped_at) VALUES (:instance, :partner, :at)
            ON CONFLICT DO NOTHING
            """)
        .param("instance", processInstanceKey)
        .param("partner", partner.value())
        .param("at", OffsetDateTime.now(clock))
        .update();
  }
}
