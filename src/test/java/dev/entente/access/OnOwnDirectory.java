package dev.entente.access;

import dev.entente.EntenteTest;
import dev.entente.access.target.TargetSystem;
import dev.entente.access.target.TestDirectory;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.process.JobContext;
import dev.entente.program.Programs;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The application's ledger on a directory that only this test uses and may stop, and a partner of its own. */
@EntenteTest
abstract class OnOwnDirectory {

  private static final AtomicLong INSTANCES = new AtomicLong(7_000_000);

  @Autowired JdbcClient jdbc;
  @Autowired Ledger ledger;
  @Autowired Grants grants;
  @Autowired Journal journal;
  @Autowired Admission admission;
  @Autowired Planning planning;
  @Autowired Partners partners;
  @Autowired Programs programs;
  @Autowired Clock clock;

  final TestDirectory directory = new TestDirectory();
  final TargetSystem target = directory.target();
  final JobContext job = new JobContext(1, INSTANCES.incrementAndGet(), 1, "partner-onboarding", "task_grantEntitlement", 3);
  Targets targets;
  Revoking revoking;
  Granting granting;
  PartnerId partner;

  @BeforeEach
  void wireToADirectoryOfOurOwn() {
    targets = new Targets(List.of(target));
    revoking = new Revoking(ledger, grants, admission, targets, clock);
    granting = new Granting(ledger, revoking, targets, clock);
    partner = new TestPartners(jdbc, programs).onboarding("SILVER");
  }

  @AfterEach
  void close() {
    directory.close();
  }

  Origin origin() {
    return Origin.of(job);
  }

  List<GrantOrder> orders(String entitlement) {
    return planning.entitlement(partner, entitlement, job);
  }

  List<Grant> ofPartner() {
    return grants.ofPartner(partner, 0, 50);
  }

  long memberships() {
    return target.list().stream().filter(access -> !access.role().equals(TargetSystem.ACCOUNT)).count();
  }

  long trail(String action) {
    return jdbc.sql("SELECT count(*) FROM trail WHERE subject = :partner AND action = :action")
        .param("partner", partner.value()).param("action", action).query(Long.class).single();
  }
}
