package dev.entente;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.modulith.core.ApplicationModules;

class ArchitectureTest {

  private static final String ENGINE = "dev.entente.engine..";
  private static final String EMBEDDED = "dev.entente.embedded..";
  private static final String PROCESS = "dev.entente.process..";
  private static final String ENGINE_API = "dev.entente.engine.api..";
  private static final String CLIENT = "io.camunda.client..";
  private static final String PROTOCOL = "io.camunda.client.protocol.rest..";

  static JavaClasses classes;

  @BeforeAll
  static void read() {
    classes = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.entente");
  }

  @Test
  void featuresKeepToTheirBorders() {
    ApplicationModules.of(EntenteApplication.class).verify();
  }

  @Test
  void theRuntimeKnowsNothingOfTheApplication() {
    noClasses().that().resideInAPackage(ENGINE)
        .should().dependOnClassesThat(resideInAPackage("dev.entente..").and(com.tngtech.archunit.base.DescribedPredicate.not(resideInAPackage(ENGINE))))
        .because("the runtime is a product of its own that a Camunda 8 cluster can take the place of").check(classes);
  }

  @Test
  void nothingOfTheApplicationKnowsTheRuntimeButWhatStartsIt() {
    noClasses().that().resideOutsideOfPackages(ENGINE, EMBEDDED).should().dependOnClassesThat(resideInAPackage(ENGINE)).check(classes);
  }

  @Test
  void onlyTheProcessPackageSpeaksToTheEngine() {
    noClasses().that().resideOutsideOfPackages(PROCESS, ENGINE_API).should().dependOnClassesThat(resideInAPackage(CLIENT)).check(classes);
  }

  @Test
  void theRuntimesApiTakesOnlyTheProtocolFromTheClient() {
    noClasses().that().resideInAPackage(ENGINE_API)
        .should().dependOnClassesThat(resideInAPackage(CLIENT).and(com.tngtech.archunit.base.DescribedPredicate.not(resideInAPackage(PROTOCOL))))
        .check(classes);
  }

  @Test
  void theRuntimesPackagesKnowOnlyWhatStandsBelow() {
    layeredArchitecture().consideringOnlyDependenciesInLayers()
        .layer("expression").definedBy("dev.entente.engine.expression")
        .layer("model").definedBy("dev.entente.engine.model")
        .layer("store").definedBy("dev.entente.engine.store")
        .layer("behavior").definedBy("dev.entente.engine.behavior")
        .layer("engine").definedBy("dev.entente.engine")
        .layer("api").definedBy(ENGINE_API)
        .whereLayer("model").mayOnlyBeAccessedByLayers("store", "behavior", "engine")
        .whereLayer("store").mayOnlyBeAccessedByLayers("behavior", "engine")
        .whereLayer("behavior").mayOnlyBeAccessedByLayers("engine")
        .whereLayer("engine").mayOnlyBeAccessedByLayers("api")
        .whereLayer("api").mayNotBeAccessedByAnyLayer()
        .check(classes);
  }

  @Test
  void whatEverybodyUsesKnowsNoFeature() {
    noClasses().that().resideInAnyPackage(PROCESS, "dev.entente.mail..", "dev.entente.trail..", "dev.entente.identity..")
        .should().dependOnClassesThat(resideInAnyPackage("dev.entente.partner..", "dev.entente.screening..", "dev.entente.agreement..",
            "dev.entente.training..", "dev.entente.access..", "dev.entente.license..", "dev.entente.tasks..", "dev.entente.ledger..",
            "dev.entente.provisioning..", "dev.entente.manual..", "dev.entente.reconciliation..", "dev.entente.application..", "dev.entente.metric..",
            "dev.entente.approval..", "dev.entente.exception..",
            "dev.entente.portal..", "dev.entente.evidence..", "dev.entente.feedback..",
            "dev.entente.termination..", "dev.entente.settlement..", "dev.entente.tier.."))
        .check(classes);
  }

  /** A rule about packages without classes would hold whatever is written. */
  @ParameterizedTest
  @ValueSource(strings = {"dev.entente.engine", "dev.entente.engine.api", "dev.entente.embedded", "dev.entente.process", "dev.entente.mail",
      "dev.entente.trail", "dev.entente.partner", "dev.entente.program", "dev.entente.screening", "dev.entente.agreement", "dev.entente.training",
      "dev.entente.access", "dev.entente.ledger", "dev.entente.provisioning", "dev.entente.manual", "dev.entente.reconciliation",
      "dev.entente.application", "dev.entente.metric", "dev.entente.license", "dev.entente.tasks",
      "dev.entente.approval", "dev.entente.exception", "dev.entente.web",
      "dev.entente.portal", "dev.entente.evidence", "dev.entente.feedback", "dev.entente.identity",
      "dev.entente.termination", "dev.entente.settlement", "dev.entente.tier"})
  void noRuleIsEmpty(String name) {
    assertThat(classes.stream().filter(type -> type.getPackageName().equals(name) && !type.getSimpleName().equals("package-info"))).isNotEmpty();
  }

  @Test
  void theClientIsUsedWhereTheRuleLooks() {
    assertThat(classes.stream().filter(type -> type.getPackageName().equals("dev.entente.process"))
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
        .anyMatch(dependency -> dependency.getTargetClass().getPackageName().startsWith("io.camunda.client"))).isTrue();
  }
}
