package dev.entente.engine;

import dev.entente.engine.expression.DecisionGraph;
import dev.entente.engine.model.ProcessGraph;
import dev.entente.engine.store.DeploymentStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** One thing with versions found in a file of a deployment. */
record Artifact(DeploymentStore.ResourceKind kind, String id, String resourceName, String checksum, String text, @Nullable String versionTag,
    @Nullable ProcessGraph process, @Nullable DecisionGraph requirements) {

  static Artifact of(DeploymentStore.ResourceKind kind, String id, Commands.Resource file, @Nullable String versionTag) {
    return new Artifact(kind, id, file.name(), checksum(file.content()), text(file), versionTag, null, null);
  }

  static Artifact of(ProcessGraph process, Commands.Resource file) {
    return new Artifact(DeploymentStore.ResourceKind.PROCESS, process.process().id(), file.name(), checksum(file.content()), text(file), process.versionTag(), process, null);
  }

  static Artifact of(DecisionGraph graph, Commands.Resource file) {
    return new Artifact(DeploymentStore.ResourceKind.REQUIREMENTS, graph.id(), file.name(), checksum(file.content()), text(file), null, null, graph);
  }

  private static String text(Commands.Resource file) {
    return new String(file.content(), StandardCharsets.UTF_8).replace("\0", "");
  }

  private static String checksum(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
