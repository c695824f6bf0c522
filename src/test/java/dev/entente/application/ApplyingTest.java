package dev.entente.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.EntenteTest;
import dev.entente.application.ApplicationIntake.Accepted;
import dev.entente.application.ApplicationIntake.Answer;
import dev.entente.application.ApplicationIntake.Duplicate;
import dev.entente.partner.Contact;
import dev.entente.partner.ContactRequest;
import dev.entente.partner.PartnerFacts;
import dev.entente.partner.PartnerSearch;
import dev.entente.partner.Partners;
import dev.entente.partner.Stage;
import dev.entente.partner.StalePartner;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@EntenteTest
class ApplyingTest {

  @Autowired
  ApplicationIntake applying;

  @Autowired
  Partners partners;

  @Autowired
  PartnerSearch search;

  @Autowired
  Duplicates duplicates;

  @Autowired
  JdbcClient jdbc;

  private final String word = "q" + UUID.randomUUID().toString().replace("-", "");

  @Test
  void anApplicantIsKeptWithTheStartOfItsOnboarding() {
    Accepted accepted = accepted(apply("Zoë " + word + " GmbH", null, null));

    PartnerFacts facts = partners.facts(accepted.partner());
    assertThat(facts.stage()).isEqualTo(Stage.APPLICANT);
    assertThat(facts.tier()).isEqualTo("REGISTERED");
    assertThat(facts.requestedBy()).isEqualTo("manager");
    assertThat(facts.markets()).containsExactlyInAnyOrder("AT", "DE");
    assertThat(facts.contacts()).extracting(Contact::email).containsExactly("ann@" + word + ".example");
    assertThat(jdbc.sql("SELECT correlation_key FROM process_outbox WHERE id = :id").param("id", accepted.start().value()).query(String.class).single())
        .isEqualTo(accepted.partner().value());
    assertThat(jdbc.sql("SELECT action FROM trail WHERE subject = :id ORDER BY id").param("id", accepted.partner().value()).query(String.class).list())
        .contains("application.received");
  }

  @Test
  void aSecondApplicationByNameDomainOrNumberIsADuplicate() {
    Accepted first = accepted(apply("Zoë " + word + " GmbH", "https://www." + word + ".de", "HRB " + word));

    duplicateOf(first, "NAME", apply("ZOE " + word + " Ltd.", null, null));
    duplicateOf(first, "DOMAIN", apply("Other " + word, "http://" + word + ".de/about", null));
    duplicateOf(first, "REGISTRATION", apply("Another " + word, null, "hrb-" + word));
  }

  @Test
  void whoWasRejectedMayApplyAgain() {
    Accepted first = accepted(apply("Again " + word, null, null));
    partners.moveTo(first.partner(), Stage.APPLICANT, Stage.REJECTED, "NOT_APPROVED", "system", null);

    accepted(apply("Again " + word, null, null));
  }

  @Test
  void ofManyAtTheSameTimeOneIsAccepted() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Callable<Answer>> same = Stream.generate(() -> (Callable<Answer>) () -> apply("Race " + word, null, null)).limit(12).toList();
      int accepted = 0;
      for (Future<Answer> answer : threads.invokeAll(same)) {
        accepted += answer.get() instanceof Accepted ? 1 : 0;
      }
      assertThat(accepted).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void fromOutsideADuplicateIsTakenAndFoundLater() {
    Accepted first = accepted(apply("Quiet " + word, null, null));
    Accepted second = accepted(applying.applyFromOutside(request("Quiet " + word, null, null), ApplicationIntake.APPLICANT));

    assertThat(duplicates.before(second.partner())).extracting(Duplicates.Match::partnerId).containsExactly(first.partner().value());
    assertThat(duplicates.before(first.partner())).isEmpty();
    assertThat(partners.facts(second.partner()).requestedBy()).isEqualTo("applicant");
  }

  @Test
  void similarNamesAreShownWhileTyping() {
    Accepted first = accepted(apply("Similar " + word, null, null));

    assertThat(duplicates.whileTyping("Similar " + word + "x", null, null, null)).extracting(Duplicates.Match::partnerId).contains(first.partner().value());
    assertThat(duplicates.whileTyping("Similar " + word, "not yet", "-", "")).extracting(Duplicates.Match::reason).contains("NAME");
    assertThat(duplicates.whileTyping("", null, null, null)).isEmpty();
  }

  @Test
  void theSearchFindsByWordsWithoutAccentsAndByEveryFilter() {
    Accepted accepted = accepted(apply("Zoë " + word + " GmbH", null, "HRB_" + word));

    assertThat(found("zoe " + word, Stage.APPLICANT, "REGISTERED", "DE", "AT")).containsExactly(accepted.partner().value());
    assertThat(found("zoë gmbh " + word, null, null, null, null)).containsExactly(accepted.partner().value());
    assertThat(found(accepted.partner().value() + " " + word, null, null, null, null)).hasSize(1);
    assertThat(found(word, Stage.ACTIVE, null, null, null)).isEmpty();
    assertThat(found(word, null, "GOLD", null, null)).isEmpty();
    assertThat(found(word, null, null, "FR", null)).isEmpty();
    assertThat(found(word, null, null, null, "FR")).isEmpty();
    assertThat(found(word + "%", null, null, null, null)).isEmpty();
  }

  @Test
  void pagesGoOnWhereTheLastOneEnded() {
    for (int i = 0; i < 5; i++) {
      accepted(apply("Page " + i + word + i, null, null));
    }
    PartnerSearch.Filter filter = new PartnerSearch.Filter(word, null, null, null, null);

    assertThat(search.search(filter, 0, 2).items()).extracting(PartnerSearch.Row::legalName).containsExactly("Page 4" + word + 4, "Page 3" + word + 3);
    assertThat(search.search(filter, 2, 2).items()).extracting(PartnerSearch.Row::legalName).containsExactly("Page 0" + word + 0);
    assertThat(search.search(filter, 0, 2).total()).isEqualTo(5);
  }

  @Test
  void aMoveFromAStageThatIsNoLongerSoIsRefusedAndOneThatCannotFollowIsABug() {
    Accepted accepted = accepted(apply("Stage " + word, null, null));

    assertThatThrownBy(() -> partners.moveTo(accepted.partner(), Stage.APPLICANT, Stage.SUSPENDED, null, "system", null)).isInstanceOf(IllegalStateException.class).hasMessageContaining("APPLICANT");
    partners.moveTo(accepted.partner(), Stage.APPLICANT, Stage.ONBOARDING, null, "system", null);
    assertThatThrownBy(() -> partners.moveTo(accepted.partner(), Stage.APPLICANT, Stage.WITHDRAWN, null, "system", null)).as("it is no applicant any more")
        .isInstanceOf(StalePartner.class);
    assertThat(jdbc.sql("SELECT count(*) FROM trail WHERE subject = :id AND action = 'partner.moved'").param("id", accepted.partner().value())
        .query(Long.class).single()).isEqualTo(1);
  }

  private List<String> found(String q, Stage stage, String tier, String country, String market) {
    return search.search(new PartnerSearch.Filter(q, stage, tier, country, market), 0, 20).items().stream().map(PartnerSearch.Row::partnerId).toList();
  }

  private Answer apply(String name, String website, String registration) {
    return applying.apply(request(name, website, registration), "manager");
  }

  private ApplicationRequest request(String name, String website, String registration) {
    return new ApplicationRequest(name, "DE", website, registration, List.of(new ContactRequest("Ann Lee", "ann@" + word + ".example", "SIGNER")), null,
        List.of("DE", "AT"));
  }

  private static Accepted accepted(Answer answer) {
    assertThat(answer).isInstanceOf(Accepted.class);
    return (Accepted) answer;
  }

  private static void duplicateOf(Accepted first, String reason, Answer answer) {
    assertThat(answer).isInstanceOfSatisfying(Duplicate.class, duplicate -> {
      assertThat(duplicate.existing()).extracting(Duplicates.Match::partnerId).containsExactly(first.partner().value());
      assertThat(duplicate.existing()).extracting(Duplicates.Match::reason).containsExactly(reason);
    });
  }
}
