package dev.entente.engine.store;

import dev.entente.engine.model.ProcessGraph;
import org.jspecify.annotations.Nullable;

/** A deployed version of a process. */
public record ProcessDefinition(long key, String processId, int version, @Nullable String versionTag, @Nullable String name, long deploymentKey, ProcessGraph graph) {}
