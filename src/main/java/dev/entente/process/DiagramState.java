package dev.entente.process;

import io.camunda.client.api.statistics.response.ProcessElementStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the diagram component draws on a diagram.
 *
 * @param active tokens by element id
 * @param incidents by element id
 * @param completed ids of elements that were left behind
 * @param flows ids of sequence flows that were taken
 */
record DiagramState(Map<String, Long> active, Map<String, Long> incidents, List<String> completed, List<String> flows) {

  static DiagramState of(List<ProcessElementStatistics> elements, boolean withCompleted, List<String> flows) {
    Map<String, Long> active = new TreeMap<>();
    Map<String, Long> incidents = new TreeMap<>();
    for (ProcessElementStatistics element : elements) {
      if (number(element.getActive()) > 0) {
        active.put(element.getElementId(), element.getActive());
      }
      if (number(element.getIncidents()) > 0) {
        incidents.put(element.getElementId(), element.getIncidents());
      }
    }
    List<String> completed = withCompleted
        ? elements.stream().filter(element -> number(element.getCompleted()) > 0).map(ProcessElementStatistics::getElementId).toList()
        : List.of();
    return new DiagramState(active, incidents, completed, flows);
  }

  private static long number(Long value) {
    return value == null ? 0 : value;
  }
}
