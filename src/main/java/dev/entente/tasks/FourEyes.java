package dev.entente.tasks;

import dev.entente.partner.PartnerFacts;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.partner.Stage;
import dev.entente.process.UserTask;
import dev.entente.process.UserTasks;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Who may not decide on a task that needs a second pair of eyes: who asked for it, a contact of the partner that it is about, and whoever is in their place. */
@Component
class FourEyes {

  private final UserTasks tasks;
  private final Partners partners;
  private final TaskProperties properties;

  FourEyes(UserTasks tasks, Partners partners, TaskProperties properties) {
    this.tasks = tasks;
    this.partners = partners;
    this.properties = properties;
  }

  /** As whom the actor may still act. */
  List<OnBehalfOf> impartial(Actor actor, UserTask task, List<OnBehalfOf> voices) {
    if (voices.isEmpty() || !task.needsFourEyes()) {
      return voices;
    }
    Optional<PartnerFacts> partner = partner(task);
    Set<String> askedBy = askedBy(task, partner);
    Set<String> contacts = partner.map(FourEyes::addresses).orElse(Set.of());
    if (isPartial(actor.user(), actor.emails(), askedBy, contacts)) {
      return List.of();
    }
    return voices.stream().filter(voice -> voice.standsInFor() == null || !isPartial(voice.standsInFor(), Set.of(), askedBy, contacts)).toList();
  }

  private boolean isPartial(String user, Set<String> emails, Set<String> askedBy, Set<String> contacts) {
    return askedBy.contains(user) || contacts.contains(lower(user)) || contacts.contains(lower(properties.mailboxOf(user)))
        || emails.stream().map(FourEyes::lower).anyMatch(contacts::contains);
  }

  /** Until a partner is active, also who applied as the registry has it: variables of a process can be changed by who operates the engine. */
  private Set<String> askedBy(UserTask task, Optional<PartnerFacts> partner) {
    Object requester = tasks.variables(task.key()).get("requestedBy");
    if (requester == null) {
      throw new TaskRefused(HttpStatus.CONFLICT,
          "This task needs a second pair of eyes, but its process does not say who asked for it (variable requestedBy). Ask an administrator to set it.");
    }
    Set<String> askedBy = new HashSet<>(Set.of(String.valueOf(requester)));
    partner.filter(facts -> facts.stage() == Stage.APPLICANT || facts.stage() == Stage.ONBOARDING).ifPresent(facts -> askedBy.add(facts.requestedBy()));
    return askedBy;
  }

  private Optional<PartnerFacts> partner(UserTask task) {
    try {
      return Optional.ofNullable(task.businessId()).map(PartnerId::new).flatMap(partners::find);
    } catch (IllegalArgumentException aboutSomethingElse) {
      return Optional.empty();
    }
  }

  private static Set<String> addresses(PartnerFacts partner) {
    return partner.contacts().stream().map(contact -> lower(contact.email())).collect(Collectors.toSet());
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
