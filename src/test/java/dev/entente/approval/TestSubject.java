package dev.entente.approval;

import dev.entente.partner.PartnerId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** A feature of the tests' own that has things approved: an amount each, which a test may change. */
@Component
class TestSubject implements ApprovalSubject {

  private final Map<String, Integer> amounts = new ConcurrentHashMap<>();

  void amount(String subject, int amount) {
    amounts.put(subject, amount);
  }

  @Override
  public Set<String> kinds() {
    return Set.of("TEST_FIRST", "TEST_ALL", "TEST_TWO_OF_THREE", "TEST_VETO", "TEST_TWINS", "TEST_CHAIN");
  }

  @Override
  public Facts facts(PartnerId partner, String kind, String subject) {
    return new Facts("Something for " + partner, List.of(new Fact("tasks.partner", partner.value()), new Fact("tasks.due", "Amount " + amounts.getOrDefault(subject, 100))));
  }
}
