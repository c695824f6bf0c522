package dev.entente.tier;

import dev.entente.partner.PartnerId;
import dev.entente.tier.Verdict.Judgement;
import dev.entente.tier.Verdict.Rules;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** All verdicts; they are added and never changed. */
@Repository
class Verdicts {

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Clock clock;

  Verdicts(JdbcClient jdbc, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /** A step of a process judges once: the verdict of a repeated job is the one it gave before. */
  boolean add(long review, PartnerId partner, long elementInstanceKey, Judgement judgement, TierFacts facts, Assessment assessment, Rules rules) {
    return jdbc.sql("""
            INSERT INTO tier_verdict (review_id, partner_id, element_instance_key, judged_at, verdict, reason, from_tier, to_tier, facts, assessment,
              program_version, decision_id, decision_key, decision_version)
            VALUES (:review, :partner, :element, :now, :verdict, :reason, :from, :to, CAST(:facts AS jsonb), CAST(:assessment AS jsonb),
              :program, :decision, :key, :version)
            ON CONFLICT ON CONSTRAINT tier_verdict_once DO NOTHING
            """)
        .param("review", review).param("partner", partner.value())
        .param("element", elementInstanceKey).param("now", OffsetDateTime.now(clock))
        .param("verdict", judgement.verdict().name()).param("reason", judgement.reason())
        .param("from", judgement.fromTier()).param("to", judgement.toTier())
        .param("facts", json.writeValueAsString(facts)).param("assessment", json.writeValueAsString(assessment))
        .param("program", rules.programVersion()).param("decision", rules.decisionId())
        .param("key", rules.decisionKey()).param("version", rules.decisionVersion())
        .update() == 1;
  }

  Optional<Verdict> of(long elementInstanceKey) {
    return jdbc.sql("SELECT * FROM tier_verdict WHERE element_instance_key = :key").param("key", elementInstanceKey).query(this::verdict).optional();
  }

  Optional<Verdict> find(long id) {
    return jdbc.sql("SELECT * FROM tier_verdict WHERE id = :id").param("id", id).query(this::verdict).optional();
  }

  Optional<Verdict> latest(PartnerId partner) {
    return jdbc.sql("SELECT * FROM tier_verdict WHERE partner_id = :partner ORDER BY id DESC LIMIT 1").param("partner", partner.value())
        .query(this::verdict).optional();
  }

  Optional<Verdict> latestOf(long review) {
    return jdbc.sql("SELECT * FROM tier_verdict WHERE review_id = :review ORDER BY id DESC LIMIT 1").param("review", review).query(this::verdict).optional();
  }

  private Verdict verdict(ResultSet row, int number) throws SQLException {
    return new Verdict(
        row.getLong("id"),
        row.getLong("review_id"),
        new PartnerId(row.getString("partner_id")),
        row.getObject("judged_at", OffsetDateTime.class),
        new Judgement(Verdict.Kind.valueOf(row.getString("verdict")), row.getString("reason"), row.getString("from_tier"), row.getString("to_tier")),
        json.readValue(row.getString("facts"), TierFacts.class),
        json.readValue(row.getString("assessment"), Assessment.class),
        new Rules(row.getString("program_version"), row.getString("decision_id"), row.getLong("decision_key"), row.getInt("decision_version")));
  }
}
