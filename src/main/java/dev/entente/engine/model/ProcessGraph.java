package dev.entente.engine.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One executable process. */
public final class ProcessGraph {

  /** Instances of a multi-instance body and of what it repeats share an element id. */
  private record Address(String id, boolean body) {}

  private final Element process;
  private final @Nullable String versionTag;
  private final @Nullable String startFormId;
  private final Map<Address, Element> elements = new java.util.HashMap<>();
  private final boolean compensating;

  ProcessGraph(Element process, @Nullable String versionTag, @Nullable String startFormId, List<Element> all) {
    this.process = process;
    this.versionTag = versionTag;
    this.startFormId = startFormId;
    all.forEach(element -> elements.put(new Address(element.id(), element.kind() == ElementKind.MULTI_INSTANCE_BODY), element));
    this.compensating = all.stream().anyMatch(element -> element.compensationHandler() != null);
  }

  public Element process() {
    return process;
  }

  public @Nullable String versionTag() {
    return versionTag;
  }

  public @Nullable String startFormId() {
    return startFormId;
  }

  /** Has compensation handlers. */
  public boolean compensating() {
    return compensating;
  }

  public Element element(String id, ElementKind kind) {
    Element element = elements.get(new Address(id, kind == ElementKind.MULTI_INSTANCE_BODY));
    if (element == null) {
      throw new IllegalStateException("Expected an element '%s' in process '%s', but there is none".formatted(id, process.id()));
    }
    return element;
  }

  /** What an instance of this id starts as: the multi-instance body where there is one. */
  public @Nullable Element entry(String id) {
    Element body = elements.get(new Address(id, true));
    return body != null ? body : elements.get(new Address(id, false));
  }
}
