package dev.entente.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.access.ExpectedAccess.Inputs;
import dev.entente.ledger.Grant.Kind;
import dev.entente.ledger.GrantKey;
import dev.entente.ledger.GrantOrder.Holder;
import dev.entente.ledger.GrantOrder.Place;
import dev.entente.ledger.GrantOrder.Terms;
import dev.entente.partner.Contact;
import dev.entente.partner.PartnerFacts;
import dev.entente.partner.PartnerId;
import dev.entente.partner.PartnerSnapshot;
import dev.entente.partner.Stage;
import dev.entente.program.Program;
import dev.entente.program.TestPrograms;
import dev.entente.provisioning.TargetSystem.Accounts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who ought to have what, of the program file as it is shipped. */
class ExpectedAccessTest {

  private static final PartnerId PARTNER = new PartnerId("P-10001");
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
  private static final LocalDate TERM_END = LocalDate.of(2026, 12, 31);
  private static final Contact ANN = new Contact(1, PARTNER, "Ann", "Ann@example.com", "SIGNER");
  private static final Contact BOB = new Contact(2, PARTNER, "Bob", "bob@example.com", "TECHNICAL");
  private static final Contact EVE = new Contact(3, PARTNER, "Eve", "eve@example.com", "TECHNICAL");

  private final Program program = TestPrograms.shipped();
  private List<Assignment> assignments = List.of();
  private Set<String> skipped = Set.of();
  private Set<GrantKey> withheld = Set.of();
  private Set<String> provisioned = Set.of();
  private Set<String> former = Set.of();
  private List<Contact> contacts = List.of(ANN, BOB);
  private LocalDate renewalOn = TERM_END;

  @Test
  void anActivePartnerOughtToHaveAccountsFirstThenWhatItsTierGivesThenItsLicense() {
    List<ExpectedGrant> expected = expected(Stage.ACTIVE, "REGISTERED");

    assertThat(expected).extracting(grant -> grant.entitlement() + " " + grant.holder().id()).containsExactly(
        "directory-organization P-10001", "directory-account ann@example.com", "directory-account bob@example.com",
        "partner-portal ann@example.com", "partner-portal bob@example.com", "price-list ann@example.com", "price-list bob@example.com",
        "deal-registration P-10001", "demo-licenses P-10001", "learning ann@example.com", "learning bob@example.com", "license P-10001");
    assertThat(expected).allSatisfy(grant -> {
      assertThat(grant.terms().endsOn()).isEqualTo(TERM_END);
      assertThat(grant.terms().owner()).isEqualTo("partner-management");
    });
    assertThat(expected).last().extracting(grant -> grant.place().role()).isEqualTo("REGISTERED");
  }

  @ParameterizedTest
  @EnumSource(value = Stage.class, names = {"APPLICANT", "SUSPENDED", "TERMINATED", "REJECTED", "WITHDRAWN"})
  void whoIsNotAPartnerNowOughtToHaveNothing(Stage stage) {
    assignments = List.of(extra("roadmap", TODAY.plusDays(30)));

    assertThat(expected(stage, "GOLD")).isEmpty();
  }

  @Test
  void whoIsBeingOnboardedOughtToHaveWhatItWasProvisionedWithSoFar() {
    provisioned = Set.of("directory-account", "price-list");

    assertThat(entitlements(expected(Stage.ONBOARDING, "SILVER"))).containsOnly("directory-account", "price-list");
  }

  @Test
  void nothingOutlivesTheTerm() {
    renewalOn = TODAY.minusDays(1);

    assertThat(expected(Stage.ACTIVE, "SILVER")).isEmpty();
  }

  @Test
  void aGraceLetsWhatTheTierGivesLastLonger() {
    renewalOn = TODAY.minusDays(1);
    assignments = List.of(new Assignment.Grace("Exception E-1", TODAY.plusDays(20)));

    assertThat(expected(Stage.ACTIVE, "SILVER")).isNotEmpty().allSatisfy(grant -> assertThat(grant.terms().endsOn()).isEqualTo(TODAY.plusDays(20)));
  }

  @Test
  void whoJoinsAfterAWindDownBeganHasNoPartInIt() {
    contacts = List.of(ANN, BOB, EVE);
    assignments = List.of(new Assignment.WindDown("Tier review 1", "GOLD", TODAY.plusDays(30), Set.of(1L, 2L)));

    List<ExpectedGrant> expected = expected(Stage.ACTIVE, "SILVER");

    assertThat(holders(expected, "beta-downloads")).containsExactly("ann@example.com", "bob@example.com");
    assertThat(holders(expected, "support-desk")).as("of its own tier").hasSize(3);
    assertThat(holders(expected, "lead-sharing")).containsExactly("P-10001");
    assertThat(grant(expected, "beta-downloads").terms().endsOn()).isEqualTo(TODAY.plusDays(30));
    assertThat(grant(expected, "support-desk").terms().endsOn()).as("given by both tiers: the longer one counts").isEqualTo(TERM_END);
    assertThat(grant(expected, "license").place().role()).isEqualTo("GOLD");
  }

  @Test
  void anExceptionAndAWindDownOfOneRightDoNotTakeItFromEachOther() {
    Assignment windDown = new Assignment.WindDown("Tier review 1", "GOLD", TODAY.plusDays(30), Set.of(1L, 2L));
    Assignment exception = extra("beta-downloads", TODAY.plusDays(60));
    assignments = List.of(windDown, exception);
    Inputs both = inputs(Stage.ACTIVE, "SILVER");

    assertThat(grant(ExpectedAccess.of(both), "beta-downloads").terms().endsOn()).isEqualTo(TODAY.plusDays(60));
    assertThat(grant(ExpectedAccess.of(both.without(exception.cause())), "beta-downloads").terms().endsOn()).isEqualTo(TODAY.plusDays(30));
    assertThat(grant(ExpectedAccess.of(both.without(windDown.cause())), "beta-downloads").terms().endsOn()).isEqualTo(TODAY.plusDays(60));
    assertThat(holders(ExpectedAccess.of(both.without(windDown.cause()).without(exception.cause())), "beta-downloads")).isEmpty();
  }

  @Test
  void whatWasAdoptedIsItsHoldersAloneAndGoesWithTheHolder() {
    assignments = List.of(new Assignment.Adopted("Finding 1", Kind.ENTITLEMENT, "adopted:directory:lab", "lab", new Place("directory", "lab"),
        new Holder("BOB@example.com", "Bob"), new Terms("Adopted", "compliance", TODAY.plusDays(90), null)));
    assertThat(holders(expected(Stage.ACTIVE, "SILVER"), "adopted:directory:lab")).containsExactly("BOB@example.com");

    contacts = List.of(ANN);
    former = Set.of("bob@example.com");

    assertThat(expected(Stage.ACTIVE, "SILVER")).noneMatch(grant -> grant.holder().id().equalsIgnoreCase("bob@example.com"));
  }

  @Test
  void whatWasGivenUpOrRevokedByDecisionIsNotExpectedBack() {
    skipped = Set.of("marketing-kit");
    withheld = Set.of(new GrantKey("support-desk", "Bob@example.com"));

    List<ExpectedGrant> expected = expected(Stage.ACTIVE, "SILVER");

    assertThat(holders(expected, "marketing-kit")).isEmpty();
    assertThat(holders(expected, "support-desk")).containsExactly("ann@example.com");
  }

  private static Assignment extra(String entitlement, LocalDate until) {
    return new Assignment.Extra("Exception E-1", entitlement, new Terms("Exception E-1: early access", "product", until, null));
  }

  private List<ExpectedGrant> expected(Stage stage, String tier) {
    return ExpectedAccess.of(inputs(stage, tier));
  }

  private Inputs inputs(Stage stage, String tier) {
    PartnerFacts facts = new PartnerFacts(PARTNER, "Köhler", "DE", null, null, stage, tier, program.version(), "manager", Set.of("DE"), contacts);
    return new Inputs(new PartnerSnapshot(facts, Instant.EPOCH, renewalOn, former), program, TODAY, assignments, skipped, withheld, provisioned,
        Map.of("directory", Accounts.HOLDER_BELOW_PARTNER));
  }

  private static List<String> entitlements(List<ExpectedGrant> expected) {
    return expected.stream().map(ExpectedGrant::entitlement).distinct().toList();
  }

  private static List<String> holders(List<ExpectedGrant> expected, String entitlement) {
    return expected.stream().filter(grant -> grant.entitlement().equals(entitlement)).map(grant -> grant.holder().id()).toList();
  }

  private static ExpectedGrant grant(List<ExpectedGrant> expected, String entitlement) {
    return expected.stream().filter(grant -> grant.entitlement().equals(entitlement)).findFirst().orElseThrow();
  }
}
