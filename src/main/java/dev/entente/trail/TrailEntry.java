package dev.entente.trail;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One fact for the record.
 *
 * @param subject whom it is about: a partner id, or a name such as {@code process:partner-onboarding}
 * @param actor user name, {@code system}, or the mail address of a signer
 * @param action past participle with its noun, such as {@code grant.activated}
 * @param details small and readable: ids, decisions, hashes; never secrets
 */
public record TrailEntry(
    String subject, String actor, String action, Map<String, Object> details, @Nullable Long processInstanceKey) {

  public static TrailEntry of(String subject, String actor, String action, Map<String, Object> details) {
    return new TrailEntry(subject, actor, action, details, null);
  }

  public TrailEntry in(long processInstance) {
    return new TrailEntry(subject, actor, action, details, processInstance);
  }
}
