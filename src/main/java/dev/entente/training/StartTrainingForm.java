package dev.entente.training;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a manager fills in to have people trained. */
record StartTrainingForm(@Nullable List<String> curricula, @Nullable List<String> learners, @Nullable String certifiedPeople) {

  List<String> chosenCurricula() {
    return curricula == null ? List.of() : curricula.stream().distinct().toList();
  }

  List<String> chosenLearners() {
    return learners == null ? List.of() : learners.stream().distinct().toList();
  }

  /** 0 for what is no number from 1 to 999. */
  int people() {
    String text = certifiedPeople == null ? "" : certifiedPeople.strip();
    return text.matches("[1-9]\\d{0,2}") ? Integer.parseInt(text) : 0;
  }
}
