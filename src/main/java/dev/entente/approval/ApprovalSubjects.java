package dev.entente.approval;

import dev.entente.partner.PartnerId;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Asks the feature that an approval is about for its facts. */
@Component
class ApprovalSubjects {

  private final SortedMap<String, ApprovalSubject> byKind = new TreeMap<>();

  ApprovalSubjects(List<ApprovalSubject> subjects) {
    subjects.forEach(subject -> subject.kinds().forEach(kind -> add(kind, subject)));
  }

  private void add(String kind, ApprovalSubject subject) {
    ApprovalSubject before = byKind.putIfAbsent(kind, subject);
    if (before != null) {
      throw new IllegalStateException("Expected one feature that knows the facts of approvals of kind " + kind + ", but there are " + before + " and " + subject);
    }
  }

  /** All kinds that there may be, sorted: an approval of another one can't be opened, whatever the decision table says of it. */
  Set<String> kinds() {
    return Collections.unmodifiableSet(byKind.keySet());
  }

  boolean takesSilence(String kind) {
    ApprovalSubject knowing = byKind.get(kind);
    return knowing != null && knowing.takesSilence(kind);
  }

  Facts facts(PartnerId partner, String kind, String subject) {
    ApprovalSubject knowing = byKind.get(kind);
    if (knowing == null) {
      throw new IllegalStateException("Expected a feature that knows the facts of approvals of kind " + kind + ", but there is none");
    }
    return knowing.facts(partner, kind, subject);
  }

  Facts facts(Approval approval) {
    return facts(approval.partner(), approval.kind(), approval.subject());
  }
}
