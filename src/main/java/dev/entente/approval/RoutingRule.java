package dev.entente.approval;

import dev.entente.identity.Groups;
import dev.entente.process.DeploymentRule;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The decision table that routes approvals names somebody for every kind of them: groups that exist, and no silence where somebody has to say yes. */
@Component
class RoutingRule implements DeploymentRule {

  private static final String TABLE = "approval-routing";
  private static final String ANY = "-";

  private final ObjectProvider<ApprovalSubjects> subjects;

  RoutingRule(ObjectProvider<ApprovalSubjects> subjects) {
    this.subjects = subjects;
  }

  @Override
  public List<Finding> check(Candidate file) {
    if (!file.name().endsWith(".dmn") || !file.ids().contains(TABLE)) {
      return List.of();
    }
    List<RoutingRow> before = file.original() == null ? List.of() : rows(file.original());
    return problems(rows(file.content()), before).map(Finding::ofFile).toList();
  }

  private static List<RoutingRow> rows(byte[] content) {
    return Dmn.readModelFromStream(new ByteArrayInputStream(content)).getModelElementsByType(Decision.class).stream()
        .filter(decision -> decision.getId().equals(TABLE) && decision.getExpression() instanceof DecisionTable)
        .map(decision -> (DecisionTable) decision.getExpression()).findFirst().map(RoutingRow::all).orElse(List.of());
  }

  private Stream<String> problems(List<RoutingRow> rows, List<RoutingRow> before) {
    ApprovalSubjects known = subjects.getObject();
    List<String> problems = new ArrayList<>();
    rows.forEach(row -> problems.addAll(row.problems()));
    rows.stream().flatMap(row -> row.groups().stream()).distinct().filter(group -> !Groups.ALL.contains(group))
        .forEach(group -> problems.add("The group " + group + " does not exist: it is one of " + String.join(", ", Groups.ALL) + "."));
    for (String kind : known.kinds()) {
      if (before.stream().anyMatch(row -> row.isFor(kind)) && rows.stream().noneMatch(row -> row.isFor(kind) && row.isUnconditional())) {
        problems.add("Nobody approves " + kind + " in every case: give it a row without further conditions.");
      }
      if (!known.takesSilence(kind) && rows.stream().anyMatch(row -> row.isFor(kind) && row.isVeto())) {
        problems.add("Silence never approves " + kind + ": choose another mode than VETO.");
      }
    }
    return problems.stream();
  }

  /** A row as it is written; what is no plain value is refused, since nobody could tell who decides. */
  private record RoutingRow(List<String> conditions, List<String> results) {

    static List<RoutingRow> all(DecisionTable table) {
      return table.getRules().stream().map(RoutingRow::of).toList();
    }

    private static RoutingRow of(Rule rule) {
      return new RoutingRow(rule.getInputEntries().stream().map(entry -> entry.getTextContent().strip()).toList(),
          rule.getOutputEntries().stream().map(entry -> entry.getTextContent().strip()).toList());
    }

    boolean isFor(String kind) {
      return isAny(conditions.get(0)) || conditions.get(0).contains('"' + kind + '"') && !conditions.get(0).startsWith("not");
    }

    boolean isUnconditional() {
      return conditions.stream().skip(1).allMatch(RoutingRow::isAny);
    }

    boolean isVeto() {
      return text(2).equals("VETO");
    }

    List<String> groups() {
      return Stream.of(text(1), text(5)).flatMap(names -> Stream.of(names.split(","))).map(String::strip).filter(name -> !name.isEmpty()).toList();
    }

    List<String> problems() {
      try {
        Level.of(new Level.Row(Integer.parseInt(results.get(0)), text(1), text(2), results.get(3).equals("null") || results.get(3).isEmpty() ? null
            : Integer.valueOf(results.get(3)), Integer.parseInt(results.get(4)), text(5), results.get(6).equals("true")));
        return List.of();
      } catch (IndexOutOfBoundsException | NumberFormatException computed) {
        return List.of("A row of " + TABLE + " has " + results + ": write level, groups, mode, approvals needed, working days, whom to ask then, and whether the "
            + "same person may decide again as plain values.");
      } catch (IllegalArgumentException senseless) {
        return List.of(String.valueOf(senseless.getMessage()));
      }
    }

    private String text(int column) {
      String text = column < results.size() ? results.get(column) : "";
      return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"") ? text.substring(1, text.length() - 1) : "";
    }

    private static boolean isAny(String condition) {
      return condition.isEmpty() || condition.equals(ANY);
    }
  }
}
