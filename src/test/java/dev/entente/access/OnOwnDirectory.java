package dev.entente.access;

import dev.entente.EntenteTest;
import dev.entente.ledger.Grant;
import dev.entente.ledger.GrantEligibility;
import dev.entente.ledger.GrantOrder;
import dev.entente.ledger.Granting;
import dev.entente.ledger.Grants;
import dev.entente.ledger.Journal;
import dev.entente.ledger.Ledger;
import dev.entente.ledger.Origin;
import dev.entente.ledger.Revoking;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.process.JobContext;
import dev.entente.program.Programs;
import dev.entente.provisioning.TargetSystem;
import dev.entente.provisioning.Targets;
import dev.entente.provisioning.TestDirectory;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The application's ledger on a directory that only this test uses and may stop, and a partner of its own. */
@EntenteTest
public abstract class OnOwnDirectory {

  private static final AtomicLong INSTANCES = new AtomicLong(7_000_000);

  public @Autowired JdbcClient jdbc;
  public @Autowired Ledger ledger;
  public @Autowired Grants grants;
  public @Autowired Journal journal;
  public @Autowired GrantEligibility admission;
  public @Autowired Planning planning;
  public @Autowired Partners partners;
  public @Autowired Programs programs;
  public @Autowired Clock clock;

  public final TestDirectory directory = new TestDirectory();
  public final TargetSystem target = directory.target();
  public final JobContext job = new JobContext(1, INSTANCES.incrementAndGet(), 1, "partner-onboarding", "task_grantEntitlement", 3);
  public Targets targets;
  public Revoking revoking;
  public Granting granting;
  public PartnerId partner;

  @BeforeEach
  public void wireToADirectoryOfOurOwn() {
    targets = new Targets(List.of(target));
    revoking = new Revoking(ledger, grants, admission, targets, clock);
    granting = new Granting(ledger, revoking, targets, clock);
    partner = new TestPartners(jdbc, programs).onboarding("SILVER");
  }

  @AfterEach
  public void close() {
    directory.close();
  }

  public Origin origin() {
    return Origin.of(job);
  }

  public List<GrantOrder> orders(String entitlement) {
    return planning.entitlement(partner, entitlement, job);
  }

  public List<Grant> ofPartner() {
    return grants.ofPartner(partner, 0, 50);
  }

  public long memberships() {
    return target.list().stream().filter(access -> !access.role().equals(TargetSystem.ACCOUNT)).count();
  }

  public long trail(String action) {
    return jdbc.sql("SELECT count(*) FROM trail WHERE subject = :partner AND action = :action")
        .param("partner", partner.value()).param("action", action).query(Long.class).single();
  }
}
