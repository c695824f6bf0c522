package dev.entente.tasks;

import java.util.Map;

/** What can be chosen in a field of a task's form where that depends on the partner and may not stand in its process, such as its people. */
public interface TaskChoices {

  /** What a form's field names as its {@code valuesKey}. */
  String valuesKey();

  /** Values with the labels that are shown, in their order. */
  Map<String, String> of(String partnerId);
}
