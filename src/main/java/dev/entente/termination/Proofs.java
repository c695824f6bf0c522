package dev.entente.termination;

import dev.entente.access.ResidualAccess;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Every attempt to prove, and what the latest one found. */
@Repository
class Proofs {

  private final JdbcClient jdbc;

  Proofs(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** @param asked a target's id, or licenses, portal, processes */
  record Answer(String asked, boolean clean, int found, String detail, Instant at) {}

  record Attempt(int number, Instant at, boolean clean, int found) {}

  /** What was found before keeps the time since when it is known; answers the number of the attempt. */
  int keep(long id, List<Answer> answers, List<ResidualAccess> left) {
    int attempt = jdbc.sql("SELECT coalesce(max(attempt), 0) + 1 FROM termination_proof WHERE case_id = :case").param("case", id).query(Integer.class).single();
    for (Answer answer : answers) {
      jdbc.sql("""
              INSERT INTO termination_proof (case_id, attempt, asked, clean, found, detail, proved_at) VALUES (:case, :attempt, :asked, :clean, :found, :detail, :at)
              """)
          .param("case", id).param("attempt", attempt).param("asked", answer.asked()).param("clean", answer.clean()).param("found", answer.found())
          .param("detail", answer.detail()).param("at", answer.at().atOffset(ZoneOffset.UTC))
          .update();
    }
    List<ResidualAccess> before = leftovers(id);
    jdbc.sql("DELETE FROM termination_leftover WHERE case_id = :case").param("case", id).update();
    for (int i = 0; i < left.size(); i++) {
      insert(id, i, left.get(i), before);
    }
    return attempt;
  }

  private void insert(long id, int seq, ResidualAccess left, List<ResidualAccess> before) {
    Instant since = before.stream().filter(known -> same(known, left) && known.since().isBefore(left.since())).map(ResidualAccess::since).findFirst()
        .orElse(left.since());
    jdbc.sql("""
            INSERT INTO termination_leftover (case_id, seq, target, holder, holder_name, role, what, since, owner)
            VALUES (:case, :seq, :target, :holder, :name, :role, :what, :since, :owner)
            """)
        .param("case", id).param("seq", seq).param("target", left.target()).param("holder", left.holder()).param("name", left.holderName())
        .param("role", left.role()).param("what", left.what()).param("since", since.atOffset(ZoneOffset.UTC)).param("owner", left.owner())
        .update();
  }

  private static boolean same(ResidualAccess one, ResidualAccess other) {
    return one.target().equals(other.target()) && one.holder().equals(other.holder()) && one.holderName().equals(other.holderName())
        && one.role().equals(other.role());
  }

  List<ResidualAccess> leftovers(long id) {
    return jdbc.sql("SELECT * FROM termination_leftover WHERE case_id = :case ORDER BY seq")
        .param("case", id)
        .query((row, number) -> new ResidualAccess(row.getString("target"), row.getString("holder"), row.getString("holder_name"), row.getString("role"),
            row.getString("what"), row.getObject("since", OffsetDateTime.class).toInstant(), row.getString("owner")))
        .list();
  }

  /** Of the latest attempt. */
  List<Answer> latest(long id) {
    return jdbc.sql("""
            SELECT asked, clean, found, detail, proved_at FROM termination_proof
            WHERE case_id = :case AND attempt = (SELECT max(attempt) FROM termination_proof WHERE case_id = :case) ORDER BY asked
            """)
        .param("case", id)
        .query((row, number) -> new Answer(row.getString("asked"), row.getBoolean("clean"), row.getInt("found"), row.getString("detail"),
            row.getObject("proved_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  /** Latest first. */
  List<Attempt> attempts(long id, int limit) {
    return jdbc.sql("""
            SELECT attempt, max(proved_at) AS at, bool_and(clean) AS clean, sum(found) AS found FROM termination_proof
            WHERE case_id = :case GROUP BY attempt ORDER BY attempt DESC LIMIT :limit
            """)
        .param("case", id).param("limit", limit)
        .query((row, number) -> new Attempt(row.getInt("attempt"), row.getObject("at", OffsetDateTime.class).toInstant(), row.getBoolean("clean"),
            row.getInt("found")))
        .list();
  }
}
