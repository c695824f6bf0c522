package dev.entente.approval;

import dev.entente.partner.PartnerId;
import java.util.List;
import org.springframework.stereotype.Component;

/** Asks the feature that an approval is about for its facts. */
@Component
class Subjects {

  private final List<ApprovalSubject> subjects;

  Subjects(List<ApprovalSubject> subjects) {
    this.subjects = subjects;
  }

  Facts facts(PartnerId partner, String kind, String subject) {
    List<ApprovalSubject> knowing = subjects.stream().filter(one -> one.supports(kind)).toList();
    if (knowing.size() != 1) {
      throw new IllegalStateException("Expected one feature that knows the facts of approvals of kind " + kind + ", but there are " + knowing.size());
    }
    return knowing.get(0).facts(partner, kind, subject);
  }

  Facts facts(Approval approval) {
    return facts(approval.partner(), approval.kind(), approval.subject());
  }
}
