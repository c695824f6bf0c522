package dev.entente.process;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Output;
import org.springframework.stereotype.Component;

/** A decision table that takes the place of a shipped one answers in the same shape: hit policy and outputs that the process reads. */
@Component
class DecisionTableRule implements DeploymentRule {

  @Override
  public List<Finding> check(Candidate file) {
    if (!file.name().endsWith(".dmn") || file.original() == null) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    Map<String, Decision> changed = decisions(file.content());
    decisions(file.original()).forEach((id, original) -> {
      if (changed.containsKey(id)) {
        lost(original, changed.get(id)).forEach(problem -> findings.add(Finding.ofFile(problem)));
      }
    });
    return findings;
  }

  private static Map<String, Decision> decisions(byte[] content) {
    return Dmn.readModelFromStream(new ByteArrayInputStream(content)).getModelElementsByType(Decision.class).stream()
        .collect(Collectors.toMap(Decision::getId, decision -> decision));
  }

  private static List<String> lost(Decision original, Decision now) {
    if (!(original.getExpression() instanceof DecisionTable before)) {
      return List.of();
    }
    if (!(now.getExpression() instanceof DecisionTable table)) {
      return List.of("The decision " + now.getId() + " has to be a decision table.");
    }
    List<String> lost = new ArrayList<>();
    if (!Objects.equals(before.getHitPolicy(), table.getHitPolicy())) {
      lost.add("The decision " + now.getId() + " has to have the hit policy " + before.getHitPolicy() + ".");
    }
    Set<String> missing = names(before);
    missing.removeAll(names(table));
    missing.forEach(name -> lost.add("The decision " + now.getId() + " lost its output " + name + ", which the process needs: put it back."));
    return lost;
  }

  private static Set<String> names(DecisionTable table) {
    return table.getOutputs().stream().map(Output::getName).filter(Objects::nonNull).collect(Collectors.toCollection(TreeSet::new));
  }
}
