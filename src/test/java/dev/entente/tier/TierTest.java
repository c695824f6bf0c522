package dev.entente.tier;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchScope;
import dev.entente.EntenteTest;
import dev.entente.approval.TestApprovals;
import dev.entente.partner.PartnerId;
import dev.entente.process.TestClock;
import dev.entente.process.TestProcesses;
import dev.entente.provisioning.TestDirectory;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.context.WebApplicationContext;

/** What tests of tiers share: one application whose directory can refuse, whose clock goes on by months, and whose rounds come in pages of two. */
@EntenteTest
abstract class TierTest {

  static final TestDirectory DIRECTORY = new TestDirectory();

  @Autowired WebApplicationContext context;
  @Autowired JdbcClient jdbc;
  @Autowired Clock clock;
  @LocalServerPort int port;

  TierWorld world;
  TestApprovals approvers;
  TestProcesses processes;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    DIRECTORY.register(registry);
    registry.add("entente.tier.round-page", () -> "2");
  }

  @BeforeEach
  void world() {
    world = new TierWorld(context);
    approvers = new TestApprovals(context);
    processes = new TestProcesses(context);
  }

  @AfterEach
  void directoryWorks() {
    DIRECTORY.refuse(dn -> false);
  }

  void move(Duration by) {
    TestClock.move(port, by);
  }

  String today() {
    return LocalDate.now(clock).toString();
  }

  String thisMonth() {
    return today().substring(0, 7);
  }

  /** As the directory itself answers. */
  static int members(String group, PartnerId partner) {
    try {
      return (int) DIRECTORY.server().search("dc=entente,dc=example", SearchScope.SUB, "(cn=" + group + ")").getSearchEntries().stream()
          .flatMap(entry -> Arrays.stream(entry.hasAttribute("uniqueMember") ? entry.getAttributeValues("uniqueMember") : new String[0]))
          .filter(member -> member.contains(partner.value())).count();
    } catch (LDAPException failed) {
      throw new IllegalStateException(failed);
    }
  }

  List<String> licenses(PartnerId partner) {
    return jdbc.sql("SELECT tier || ' ' || state || ' ' || coalesce(seats::text, '') FROM license WHERE partner_id = :id ORDER BY number")
        .param("id", partner.value()).query(String.class).list();
  }

  /** The ends of all licenses, each once. */
  List<String> terms(PartnerId partner) {
    return jdbc.sql("SELECT DISTINCT term_end::text FROM license WHERE partner_id = :id").param("id", partner.value()).query(String.class).list();
  }

  /** ApprovalSubjects, as sent. */
  List<String> mails(PartnerId partner) {
    return jdbc.sql("SELECT key FROM mail WHERE subject_id = :id AND template = 'tier-news' ORDER BY id").param("id", partner.value()).query(String.class).list().stream()
        .map(key -> TierWorld.soon().until(() -> jdbc.sql("SELECT coalesce(subject_line, '') FROM mail WHERE key = :key").param("key", key).query(String.class).single(),
            subject -> !subject.isEmpty())).toList();
  }

  String text(PartnerId partner) {
    return jdbc.sql("SELECT string_agg(text_body, ' ') FROM mail WHERE subject_id = :id AND template = 'tier-news'").param("id", partner.value()).query(String.class).single();
  }

  /** Occasion and outcome of each review, oldest first. */
  List<String> reviews(PartnerId partner) {
    return jdbc.sql("SELECT occasion || ' ' || coalesce(outcome, 'OPEN') FROM tier_review WHERE partner_id = :id ORDER BY id").param("id", partner.value())
        .query(String.class).list();
  }

  long verdicts(PartnerId partner) {
    return jdbc.sql("SELECT count(*) FROM tier_verdict WHERE partner_id = :id").param("id", partner.value()).query(Long.class).single();
  }
}
