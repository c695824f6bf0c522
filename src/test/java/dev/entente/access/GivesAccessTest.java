package dev.entente.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.entente.EntenteTest;
import dev.entente.process.GivesAccess;
import dev.entente.process.JobType;
import dev.entente.provisioning.TargetSystem;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** No job gives access without a declared way back: found by following its calls, so that a new one can't be forgotten. */
@EntenteTest
class GivesAccessTest {

  private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .importPackages("dev.entente");

  /** Where the work on a job type begins. */
  private record Job(String type, JavaCodeUnit begins, @Nullable GivesAccess gives) {}

  @Test
  void whoeverCanGiveAccessDeclaresIt() {
    Set<String> can = types(job -> reaches(job, GivesAccessTest::gives));
    assertThat(can).as("the search finds what everybody knows").contains("access.grant", "license.issue", "access.createAccounts")
        .doesNotContain("access.revokeEntitlement", "tier.judge");
    assertThat(types(job -> job.gives() != null))
        .as("@GivesAccess is on every job whose calls reach a target's grant, or a new license, and on no other").isEqualTo(can);
  }

  @Test
  void whoeverGivesAccessSaysHowItIsUndoneOrWhyNot() {
    assertThat(jobs().stream().filter(job -> job.gives() != null)).allSatisfy(job ->
        assertThat(job.gives().undoneBy().length > 0).as(job.type()).isNotEqualTo(!job.gives().notUndoneBecause().isBlank()));
  }

  @Test
  void everyWayBackTakesSomethingBack() {
    Map<String, Job> byType = jobs().stream().collect(Collectors.toMap(Job::type, job -> job));
    Set<String> waysBack = jobs().stream().map(Job::gives).filter(Objects::nonNull).flatMap(gives -> Stream.of(gives.undoneBy()))
        .collect(Collectors.toSet());
    assertThat(byType.keySet()).containsAll(waysBack);
    assertThat(waysBack).allSatisfy(type -> assertThat(reaches(byType.get(type), GivesAccessTest::takes)).as(type).isTrue());
  }

  private Set<String> types(Predicate<Job> chosen) {
    return jobs().stream().filter(chosen).map(Job::type).collect(Collectors.toCollection(TreeSet::new));
  }

  private List<Job> jobs() {
    return CLASSES.stream().flatMap(type -> type.getMethods().stream()).filter(method -> method.isAnnotatedWith(JobType.class))
        .map(method -> new Job(method.getAnnotationOfType(JobType.class).value(), method, method.reflect().getAnnotation(GivesAccess.class))).toList();
  }

  /** Where access comes into being: a target that grants, and the register of licenses. */
  private static boolean gives(JavaCodeUnit unit) {
    return unit.getOwner().isAssignableTo(TargetSystem.class) && (unit.getName().equals("grant") || unit.getName().equals("giveBack"))
        || unit.getOwner().getName().equals("dev.entente.license.Licenses") && unit.getName().equals("insert");
  }

  private static boolean takes(JavaCodeUnit unit) {
    return unit.getOwner().isAssignableTo(TargetSystem.class) && (unit.getName().equals("revoke") || unit.getName().equals("giveBack"));
  }

  /** Follows calls and method references through the product's own code; a call to an interface may go to any of its implementations. */
  private static boolean reaches(Job job, Predicate<JavaCodeUnit> goal) {
    Deque<JavaCodeUnit> open = new ArrayDeque<>(List.of(job.begins()));
    Set<JavaCodeUnit> seen = new HashSet<>(open);
    while (!open.isEmpty()) {
      JavaCodeUnit unit = open.remove();
      if (goal.test(unit)) {
        return true;
      }
      accesses(unit).flatMap(GivesAccessTest::targets).filter(seen::add).forEach(open::add);
    }
    return false;
  }

  private static Stream<JavaCodeUnitAccess<?>> accesses(JavaCodeUnit unit) {
    return Stream.<Collection<? extends JavaCodeUnitAccess<?>>>of(unit.getMethodCallsFromSelf(), unit.getMethodReferencesFromSelf(),
        unit.getConstructorCallsFromSelf()).flatMap(Collection::stream);
  }

  private static Stream<JavaCodeUnit> targets(JavaCodeUnitAccess<?> access) {
    JavaClass owner = access.getTargetOwner();
    if (!owner.getPackageName().startsWith("dev.entente")) {
      return Stream.of();
    }
    Stream<JavaClass> owners = Stream.concat(Stream.concat(Stream.of(owner), owner.getAllRawSuperclasses().stream()),
        owner.isInterface() ? owner.getAllSubclasses().stream() : Stream.of());
    return owners.flatMap(type -> type.getCodeUnits().stream()).filter(unit -> unit.getName().equals(access.getTarget().getName())
        && unit.getRawParameterTypes().size() == access.getTarget().getRawParameterTypes().size());
  }
}
