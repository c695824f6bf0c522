package dev.entente.process;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the application asks of a file that is to be deployed, beyond that the engine can run it; a feature brings the rules of its own files. */
public interface DeploymentRule {

  /**
   * A file that can be read.
   *
   * @param ids of the process, the decisions or the form in it
   * @param original the file that comes with this build and whose place it takes
   */
  record Candidate(String name, List<String> ids, byte[] content, byte @Nullable [] original) {

    boolean isProcess() {
      return name.endsWith(".bpmn");
    }
  }

  /** @param elementId empty when the file as a whole is meant */
  record Finding(String elementId, String elementName, String message) {

    public static Finding ofFile(String message) {
      return new Finding("", "", message);
    }
  }

  List<Finding> check(Candidate file);
}
