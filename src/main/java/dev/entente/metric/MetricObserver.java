package dev.entente.metric;

import java.util.Collection;
import java.util.function.Consumer;

/** Looks at partners before and after measurements of them are recorded; a feature that acts on what is measured contributes a bean. */
public interface MetricObserver {

  /**
   * Asked in the transaction of the recording, before it.
   *
   * @param partners ids of those reported on
   * @return what to do in the same transaction once it is recorded, with the ids of those whose measurements changed
   */
  Consumer<Collection<String>> beforeRecording(Collection<String> partners);
}
