package dev.entente.access;

import dev.entente.ledger.Grants;
import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.program.Programs;
import dev.entente.provisioning.TargetSystem.Access;
import dev.entente.provisioning.Targets;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Gives partners of tests what onboarding gives, by its own workers, and looks at what they hold. */
public class TestAccess {

  private final ApplicationContext context;
  private final JdbcClient jdbc;

  public TestAccess(ApplicationContext context) {
    this.context = context;
    this.jdbc = context.getBean(JdbcClient.class);
  }

  /** Active in the tier, with accounts, what the tier gives, and its license. */
  public PartnerId active(String tier) {
    PartnerId partner = new TestPartners(jdbc, context.getBean(Programs.class)).onboarding(tier);
    JobContext job = job("task_grant");
    context.getBean(ProvisioningJobs.class).createAccounts(new ProvisioningJobs.OfPartner(partner), job);
    Programs programs = context.getBean(Programs.class);
    for (String entitlement : programs.current().tier(tier).entitlements()) {
      Outcome outcome = context.getBean(ProvisioningJobs.class).grant(new ProvisioningJobs.GrantInput(partner, entitlement, null, null, null), job);
      if (!outcome.toString().contains("GRANTED")) {
        throw new IllegalStateException("Expected " + entitlement + " to be granted to " + partner + ", but got " + outcome);
      }
    }
    context.getBean(LicenseJobs.class).issue(new LicenseJobs.IssueLicenseInput(partner, tier), job);
    jdbc.sql("UPDATE partner SET stage = 'ACTIVE', tier = requested_tier, version = version + 1 WHERE id = :id").param("id", partner.value()).update();
    return partner;
  }

  /** Holders that really have the role in the target, by asking it. */
  public List<String> holders(PartnerId partner, String entitlement) {
    var item = context.getBean(Programs.class).current().entitlement(entitlement);
    return context.getBean(Targets.class).get(item.target()).list().stream()
        .filter(access -> access.partnerId().equals(partner.value()) && access.role().equals(item.role())).map(Access::holder).sorted().toList();
  }

  /** Open rows of one entitlement: state and end of each. */
  public List<String> open(PartnerId partner, String entitlement) {
    return context.getBean(Grants.class).toRevoke(partner).stream().filter(grant -> grant.entitlement().equals(entitlement))
        .map(grant -> grant.state() + " until " + grant.endsOn()).toList();
  }

  private static JobContext job(String element) {
    long key = ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50);
    return new JobContext(key, key, key, "partner-onboarding", element, 3);
  }
}
