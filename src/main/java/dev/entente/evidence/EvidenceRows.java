package dev.entente.evidence;

import dev.entente.partner.PartnerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;

/** Reads requests from rows. */
final class EvidenceRows {

  private EvidenceRows() {}

  static EvidenceRequest request(ResultSet row) throws SQLException {
    return new EvidenceRequest(
        row.getLong("id"),
        new PartnerId(row.getString("partner")),
        EvidenceRequest.Kind.valueOf(row.getString("kind")),
        row.getString("title_key"),
        row.getString("instructions"),
        EvidenceRequest.State.valueOf(row.getString("state")),
        row.getLong("process_instance_key"),
        row.getObject("requested_at", OffsetDateTime.class),
        row.getObject("due_at", OffsetDateTime.class),
        row.getObject("submitted_at", OffsetDateTime.class),
        row.getObject("submitted_by", Long.class),
        row.getString("signed_name"),
        row.getString("declaration"),
        row.getString("note"));
  }
}
