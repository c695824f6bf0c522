package dev.entente.access;

import dev.entente.partner.PartnerId;
import dev.entente.program.Programs;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Partners with two contacts for tests of what is granted to them. */
public class TestPartners {

  private final JdbcClient jdbc;
  private final Programs programs;

  public TestPartners(JdbcClient jdbc, Programs programs) {
    this.jdbc = jdbc;
    this.programs = programs;
  }

  /** In stage ONBOARDING; contacts ann and bob, ann the signer. */
  public PartnerId onboarding(String tier) {
    String id = "P-" + jdbc.sql("SELECT nextval('partner_number')").query(Long.class).single();
    jdbc.sql("""
            INSERT INTO partner (id, legal_name, name_key, country, stage, stage_since, requested_tier, program_version, requested_by, created_at)
            VALUES (:id, :name, :id, 'DE', 'ONBOARDING', now(), :tier, :version, 'manager', now())
            """)
        .param("id", id).param("name", "Köhler & Söhne " + id).param("tier", tier).param("version", programs.current().version()).update();
    contact(id, "Ann Lee", "Ann." + id + "@example.com", "SIGNER");
    contact(id, "Bob Ćosić", "bob." + id + "@example.com", "TECHNICAL");
    jdbc.sql("INSERT INTO partner_market (partner_id, market) VALUES (:id, 'DE'), (:id, 'AT')").param("id", id).update();
    return new PartnerId(id);
  }

  private void contact(String partner, String name, String email, String role) {
    jdbc.sql("INSERT INTO contact (partner_id, name, email, role) VALUES (:partner, :name, :email, :role)")
        .param("partner", partner).param("name", name).param("email", email).param("role", role).update();
  }
}
