package dev.entente.screening;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.EntenteTest;
import dev.entente.access.TestPartners;
import dev.entente.partner.PartnerId;
import dev.entente.process.JobContext;
import dev.entente.process.Outcome;
import dev.entente.program.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@EntenteTest
class ScreeningTest {

  @Autowired JdbcClient jdbc;
  @Autowired Programs programs;
  @Autowired ScreeningJobs screeningJobs;
  @Autowired Screenings screenings;
  @Autowired ScreeningCases cases;
  @Autowired dev.entente.partner.Partners partners;
  @Autowired CountryTable countries;
  @Autowired dev.entente.trail.Trail trail;
  @Autowired dev.entente.mail.Mails mails;
  @Autowired Clock clock;
  @Autowired TransactionTemplate transactions;

  @Test
  void screensAPartnerOnceForItsProcessAndKeepsWhatWasFound() {
    PartnerId partner = partner("Aero Caribean GmbH", "CU");
    JobContext job = new JobContext(1, key(), key(), "partner-onboarding", "task_screenApplicant", 3);

    Map<String, Object> first = variables(screeningJobs.screenPartner(new ScreeningJobs.OfPartner(partner), job));
    Map<String, Object> again = variables(screeningJobs.screenPartner(new ScreeningJobs.OfPartner(partner), job));

    assertThat(again).isEqualTo(first).containsEntry("countryRisk", "EMBARGOED");
    assertThat((int) first.get("screeningScore")).isBetween(85, 100);
    assertThat(screenings.of(partner)).hasSize(1);
    assertThat(screenings.hits(screenings.of(partner).get(0).id())).anySatisfy(found -> {
      assertThat(found.hit().entryId()).isEqualTo("36");
      assertThat(found.subject()).isEqualTo("legalName");
    });
  }

  @Test
  void findsNothingForAnOrdinaryPartner() {
    PartnerId partner = partner("Köhler Maschinenbau GmbH", "DE");

    assertThat(variables(screeningJobs.screenPartner(new ScreeningJobs.OfPartner(partner), new JobContext(1, key(), key(), "p", "e", 3))))
        .containsEntry("screeningScore", 0).containsEntry("countryRisk", "NONE");
  }

  @Test
  void screensActivePartnersAgainWhenAFileChangesAndKeepsTheOldListWhenItBreaks(@TempDir Path folder) throws IOException {
    new ListFolder(null).read().files().forEach((name, content) -> write(folder.resolve(name), content));
    ScreeningProperties properties = new ScreeningProperties(folder, 85, 20, "compliance@entente.example");
    DeniedParties parties = new DeniedParties(jdbc, clock, properties);
    PartnerScreening screening = new PartnerScreening(partners, parties, countries, screenings, cases, trail, mails, properties, clock);
    ListWatch watch = new ListWatch(parties, screening, screenings, trail, mails, properties, transactions);
    PartnerId partner = partner("Quibblewick Zanthar Holdings", "DE");
    jdbc.sql("UPDATE partner SET stage = 'ACTIVE' WHERE id = :id").param("id", partner.value()).update();

    append(folder, "990001,\"QUIBBLEWICK ZANTHAR HOLDING LTD\",-0- ,\"TEST\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n");
    watch.look();
    watch.look();

    assertThat(screenings.of(partner)).anySatisfy(one -> {
      assertThat(one.occasion()).isEqualTo(Screenings.Occasion.LIST_CHANGED);
      assertThat(one.score()).isGreaterThanOrEqualTo(85);
    });
    assertThat(jdbc.sql("SELECT count(*) FROM mail WHERE template = 'screening-hit' AND subject_id = :id").param("id", partner.value())
        .query(Long.class).single()).isEqualTo(1);

    String version = parties.version().sha256();
    append(folder, "990002,\"HALF A ROW\r\n");
    watch.look();
    watch.look();

    assertThat(parties.version().sha256()).isEqualTo(version);
    assertThat(watch.problem()).startsWith("sdn.csv, line ");
  }

  private static void append(Path folder, String line) throws IOException {
    Path file = folder.resolve("sdn.csv");
    Files.writeString(file, Files.readString(file).replace("\u001a", "") + line + "\u001a");
  }

  private static void write(Path file, byte[] content) {
    try {
      Files.write(file, content);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private PartnerId partner(String name, String country) {
    PartnerId partner = new TestPartners(jdbc, programs).onboarding("GOLD");
    jdbc.sql("UPDATE partner SET legal_name = :name, country = :country WHERE id = :id")
        .param("name", name).param("country", country).param("id", partner.value()).update();
    return partner;
  }

  private static long key() {
    return ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50);
  }

  private static Map<String, Object> variables(Outcome outcome) {
    return ((Outcome.Completed) outcome).variables();
  }
}
