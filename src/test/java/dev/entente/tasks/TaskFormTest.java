package dev.entente.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

class TaskFormTest {

  private final TaskForm form = new TaskForm(shipped("approve-high-risk.form"), JsonMapper.builder().build());

  @Test
  void takesWhatTheFormAsksFor() {
    assertThat(form.problemsWith(Map.of("highRiskDecision", "APPROVE", "highRiskComment", "Known to us."))).isEmpty();
  }

  @Test
  void asksForWhatIsMissing() {
    assertThat(form.problemsWith(Map.of("highRiskDecision", "APPROVE")))
        .singleElement().asString().contains("highRiskComment", "is required");
  }

  @Test
  void namesTheChoices() {
    assertThat(form.problemsWith(Map.of("highRiskDecision", "MAYBE", "highRiskComment", "x")))
        .singleElement().asString().contains("highRiskDecision", "APPROVE, REJECT");
  }

  @Test
  void takesNoVariableThatIsNoField() {
    assertThat(form.problemsWith(Map.of("highRiskDecision", "APPROVE", "highRiskComment", "x", "riskRating", "LOW")))
        .singleElement().asString().contains("riskRating", "no field");
  }

  @Test
  void boundsTextsAndTheirTypes() {
    assertThat(form.problemsWith(Map.of("highRiskDecision", "APPROVE", "highRiskComment", "x".repeat(2001))))
        .singleElement().asString().contains("at most 2000");
    assertThat(form.problemsWith(Map.of("highRiskDecision", "APPROVE", "highRiskComment", Map.of("a", 1))))
        .singleElement().asString().contains("takes text");
  }

  @Test
  void treatsAnEmptyFieldAsNone() {
    Map<String, Object> variables = new HashMap<>(Map.of("highRiskDecision", "APPROVE"));
    variables.put("highRiskComment", null);

    assertThat(form.problemsWith(variables)).singleElement().asString().contains("is required");
  }

  @Test
  void showsOnlyTheValuesOfItsFields() {
    assertThat(form.valuesFrom(Map.of("highRiskDecision", "REJECT", "requestedBy", "manager"))).containsOnlyKeys("highRiskDecision");
  }

  @Test
  void takesNothingWithoutAForm() {
    assertThat(new TaskForm(null, JsonMapper.builder().build()).problemsWith(Map.of("a", 1))).hasSize(1);
  }

  private static String shipped(String name) {
    try {
      return new ClassPathResource("bpmn/" + name).getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
