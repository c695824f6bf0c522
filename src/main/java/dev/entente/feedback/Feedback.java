package dev.entente.feedback;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** One thing that a contact said, and the answer. */
record Feedback(
    long id, String partnerId, String partnerName, long contactId, @Nullable String contactName, Topic topic, String content, OffsetDateTime givenAt,
    @Nullable String answer, @Nullable String answeredBy, @Nullable OffsetDateTime answeredAt) {

  enum Topic {
    PROGRAM, TRAINING, LICENSES, PORTAL, PEOPLE, OTHER
  }

  public boolean isAnswered() {
    return answeredAt != null;
  }
}
