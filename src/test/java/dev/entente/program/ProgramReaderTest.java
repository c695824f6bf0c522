package dev.entente.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

class ProgramReaderTest {

  private final ProgramReader reader = new ProgramReader();

  @Test
  void theDefaultProgramHasTheBarsOfEachTier() {
    Program program = reader.read("default.yaml", defaultProgram());

    assertThat(program.tiers()).extracting(Program.Tier::id).containsExactly("REGISTERED", "SILVER", "GOLD", "PLATINUM");
    assertThat(program.tiers()).extracting(tier -> tier.criteria().netNewSeats()).containsExactly(0, 75, 300, 1000);
    assertThat(program.tiers()).extracting(tier -> tier.criteria().certifiedPeople()).containsExactly(0, 3, 6, 12);
    assertThat(program.tiers()).extracting(tier -> tier.criteria().retentionPercent()).containsExactly(null, 70, 80, 85);
    assertThat(program.tiers()).extracting(tier -> tier.criteria().satisfactionAnswers()).containsExactly(0, 3, 5, 10);
    assertThat(program.tiers()).extracting(Program.Tier::licenseCap).containsExactly(25, 500, 5000, null);
    assertThat(program.tiers()).extracting(Program.Tier::discountPercent).containsExactly(10, 15, 20, 25);
    assertThat(program.tiers()).allSatisfy(tier -> {
      assertThat(tier.criteria().technicalPercent()).isEqualTo(50);
      assertThat(tier.criteria().rolesPerPerson()).isEqualTo(2);
    });
  }

  @Test
  void theDefaultProgramHasTheTermsThatHoldForAllTiers() {
    Program program = reader.read("default.yaml", defaultProgram());

    assertThat(program.certificates()).isEqualTo(new Program.Certificates(24, List.of(90, 30, 7), 60));
    assertThat(program.exceptions()).satisfies(exceptions -> {
      assertThat(exceptions.maxDays()).isEqualTo(90);
      assertThat(exceptions.renewals()).isEqualTo(1);
      assertThat(exceptions.owners()).as("nobody deviates from the program without an owner").containsEntry("PAYMENT_TERMS", "finance").hasSize(6);
    });
    assertThat(program.termination()).isEqualTo(new Program.Termination(30, 30, 90, 30, 14, 90));
    assertThat(program.newcomers()).isEqualTo(new Program.Newcomers(12, 3));
    assertThat(program.reviews()).isEqualTo(new Program.Reviews(12));
    assertThat(program.onboarding()).isEqualTo(new Program.Onboarding("entry", "SILVER", 1, 30, 5, 3, 12));
    assertThat(program.curriculum("entry").courses()).extracting(Program.Course::id).containsExactly("foundations");
    assertThat(program.serviceLevel("task_approveApplication")).isEqualTo(Duration.ofDays(2));
    assertThat(program.serviceLevel("task_unheardOf")).isEqualTo(Duration.ofDays(3));
    assertThat(program.markets()).contains("US", "DE", "NO", "EMEA").doesNotContain("ISO-3166");
  }

  @Test
  void aTierGivesWhatTheTiersBelowItGive() {
    Program program = reader.read("default.yaml", defaultProgram());

    assertThat(program.tier("REGISTERED").entitlements()).hasSizeGreaterThanOrEqualTo(4);
    for (int i = 1; i < program.tiers().size(); i++) {
      assertThat(program.tiers().get(i).entitlements())
          .containsAll(program.tiers().get(i - 1).entitlements())
          .hasSizeGreaterThan(program.tiers().get(i - 1).entitlements().size());
    }
    assertThat(program.tier("PLATINUM").modules()).containsExactly("core", "connectors", "analytics", "multi-region");
  }

  @Test
  void anUnknownEntitlementIsNamedWithItsLine() {
    refuses(defaultProgram().replace("[support-desk, marketing-kit]", "[support-desk, free-lunch]"),
        lineOf("[support-desk, marketing-kit]"), "unknown entitlement free-lunch");
  }

  @Test
  void aWrongTypeIsNamedWithItsLine() {
    refuses(defaultProgram().replace("licenseCap: 500\n", "licenseCap: many\n"), lineOf("licenseCap: 500\n"), "licenseCap");
  }

  @Test
  void aMisspelledKeyIsNamedWithItsLine() {
    refuses(defaultProgram().replace("noticeDays: 30", "notceDays: 30"), lineOf("noticeDays: 30"), "notceDays");
  }

  @Test
  void aMissingPartIsNamed() {
    String written = defaultProgram();
    refuses(written.substring(0, written.indexOf("serviceLevels:")), 0, "serviceLevels");
  }

  @Test
  void tiersOutOfOrderAreRefused() {
    refuses(defaultProgram().replace("netNewSeats: 300", "netNewSeats: 3"), lineOf("netNewSeats: 300"), "lowest to highest");
  }

  @Test
  void anUnknownCurriculumIsRefused() {
    refuses(defaultProgram().replace("curriculum: entry", "curriculum: exit"), lineOf("curriculum: entry"), "unknown curriculum exit");
  }

  @Test
  void whatIsNotYamlIsRefusedWithTheLine() {
    refuses("name: x\nversion: [1\n  tiers: }", 0, "not YAML");
  }

  private void refuses(String content, int line, String reason) {
    assertThatThrownBy(() -> reader.read("program.yaml", content))
        .isInstanceOf(ProgramRefused.class)
        .hasMessageContaining("program.yaml")
        .hasMessageContaining(line == 0 ? "line " : "line " + line + ":")
        .hasMessageContaining(reason);
  }

  private static int lineOf(String text) {
    String before = defaultProgram().substring(0, defaultProgram().indexOf(text));
    return (int) before.chars().filter(c -> c == '\n').count() + 1;
  }

  static String defaultProgram() {
    try {
      return new ClassPathResource("program/default.yaml").getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
