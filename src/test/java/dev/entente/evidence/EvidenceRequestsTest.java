package dev.entente.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.EntenteTest;
import dev.entente.access.TestPartners;
import dev.entente.evidence.EvidenceRequest.Kind;
import dev.entente.evidence.EvidenceRequest.State;
import dev.entente.evidence.EvidenceRequests.Answer;
import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.program.Programs;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@EntenteTest
class EvidenceRequestsTest {

  @Autowired EvidenceRequests requests;
  @Autowired Files files;
  @Autowired JdbcClient jdbc;
  @Autowired Programs programs;
  @Autowired Clock clock;
  private PartnerId partner;

  @BeforeEach
  void aPartner() {
    partner = new TestPartners(jdbc, programs).onboarding("SILVER");
  }

  @Test
  void aJobThatAsksTwiceAsksOnceAndMailsOnce() {
    JobContext job = job();

    long first = ask(job);
    long again = ask(job);

    assertThat(again).isEqualTo(first);
    assertThat(mails("evidence-requested")).hasSize(1).allMatch(key -> key.contains(":" + first + ":") || key.startsWith("evidence:" + first + ":"));
    assertThat(ask(job())).isNotEqualTo(first);
  }

  @Test
  void anAnswerIsTakenOnceAndToldToTheProcess() {
    long request = ask(job());
    FileId proof = files.store(partner, "proof.txt", "wiped".getBytes(), "contact:1");
    Answer answer = new Answer(List.of(proof), "Ann Lee", "I declare that all copies are destroyed.", "");

    assertThat(requests.submit(request, answer, 1)).isTrue();
    assertThat(requests.submit(request, answer, 2)).isFalse();

    EvidenceRequest taken = requests.find(request).orElseThrow();
    assertThat(taken.state()).isEqualTo(State.SUBMITTED);
    assertThat(taken.signedName()).isEqualTo("Ann Lee");
    assertThat(taken.submittedBy()).isEqualTo(1);
    assertThat(files.ofRequest(request)).extracting(StoredFile::id).containsExactly(proof);
    assertThat(jdbc.sql("SELECT variables ->> 'evidenceRequestId' FROM process_outbox WHERE name = 'evidence-submitted' AND correlation_key = :key")
        .param("key", "" + request).query(String.class).list()).containsExactly("" + request);
  }

  @Test
  void whatIsNoLongerNeededCanNotBeAnsweredAndIsNotRemindedOf() {
    long request = ask(job());
    requests.withdraw(request);
    requests.withdraw(request);

    requests.remind(request, job());

    assertThat(requests.submit(request, new Answer(List.of(), "Ann", "", ""), 1)).isFalse();
    assertThat(mails("evidence-reminder")).isEmpty();
    assertThat(requests.find(request).orElseThrow().state()).isEqualTo(State.WITHDRAWN);
  }

  @Test
  void aReminderIsMailedOncePerJob() {
    long request = ask(job());
    JobContext reminder = job();

    requests.remind(request, reminder);
    requests.remind(request, reminder);
    requests.remind(request, job());

    assertThat(mails("evidence-reminder")).hasSize(2);
  }

  private long ask(JobContext job) {
    return requests.request(partner, Kind.DESTRUCTION_CERTIFICATE, "evidence.kind.DESTRUCTION_CERTIFICATE", "Destroy all copies.",
        clock.instant().plus(Duration.ofDays(14)), job);
  }

  private List<String> mails(String template) {
    return jdbc.sql("SELECT key FROM mail WHERE template = :template AND subject_id = :id").param("template", template).param("id", partner.value())
        .query(String.class).list();
  }

  private static JobContext job() {
    long key = ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50);
    return new JobContext(key, key, key, "termination-unwind", "task_requestCertificates", 3);
  }
}
