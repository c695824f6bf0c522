package dev.entente.manual;

import dev.entente.evidence.FileRefused;
import dev.entente.evidence.Files;
import dev.entente.manual.ManualTask.Direction;
import dev.entente.manual.ManualTask.State;
import dev.entente.partner.PartnerId;
import dev.entente.process.Processes;
import dev.entente.provisioning.Target;
import dev.entente.provisioning.TargetSystem.Access;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.text.StringSubstitutor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Asks people to give and take access, once per access and direction, and takes their answers; each step is one short transaction. */
@Component
class ManualProvisioning {

  static final String PROCESS = "access-by-hand";

  private final ManualTasks works;
  private final Processes processes;
  private final Files files;
  private final Trail trail;

  ManualProvisioning(ManualTasks works, Processes processes, Files files, Trail trail) {
    this.works = works;
    this.processes = processes;
    this.files = files;
    this.trail = trail;
  }

  /** How it stands with what was asked. */
  sealed interface Answer {

    record Done(long work) implements Answer {}

    record Waits(long work) implements Answer {}

    record Refused(String reason) implements Answer {}
  }

  /** A refusal is answered once; asked again, people are asked again. */
  @Transactional
  public Answer give(Target target, Access access) {
    works.lock(target.id(), access);
    ManualTask latest = works.latest(target.id(), access).orElse(null);
    if (latest != null && latest.is(Direction.GRANT, State.DONE)) {
      return new Answer.Done(latest.id());
    }
    if (latest != null && latest.state() == State.OPEN) {
      return new Answer.Waits(latest.id());
    }
    if (latest != null && latest.state() == State.REFUSED && works.tellRefusal(latest.id())) {
      return new Answer.Refused(latest.comment() == null ? "Somebody tried and found it not possible" : latest.comment());
    }
    return ask(target, Direction.GRANT, access);
  }

  /** What somebody may have given, however far the giving had come, is asked to be taken. */
  @Transactional
  public Answer take(Target target, Access access) {
    works.lock(target.id(), access);
    ManualTask latest = works.latest(target.id(), access).orElse(null);
    if (latest == null || latest.state() == State.REFUSED || latest.is(Direction.REVOKE, State.DONE)) {
      return new Answer.Done(latest == null ? 0 : latest.id());
    }
    if (latest.is(Direction.REVOKE, State.OPEN)) {
      return new Answer.Waits(latest.id());
    }
    if (latest.state() == State.OPEN) {
      end(latest, State.WITHDRAWN, "To be taken before it was confirmed");
      processes.publish("access-work-withdrawn", String.valueOf(latest.id()), Map.of());
    }
    return ask(target, Direction.REVOKE, access);
  }

  private Answer ask(Target target, Direction direction, Access access) {
    String template = target.setting(direction == Direction.GRANT ? "giveText" : "takeText", "");
    String instructions = instructions(template, access);
    long id = works.open(target.id(), direction, access, instructions, "required".equals(target.setting("proof", "required")));
    processes.start(PROCESS, access.partnerId(), Map.of("partnerId", access.partnerId(), "workItemId", id, "workDirection", direction.name()));
    works.find(id).ifPresent(work -> record(work, "work.opened", Map.of()));
    return new Answer.Waits(id);
  }

  static String instructions(String template, Access access) {
    return new StringSubstitutor(
        Map.of("name", access.displayName(), "holder", access.holder(), "role", access.role(), "partner", access.partnerId()), "{", "}")
        .setDisableSubstitutionInValues(true)
        .replace(template);
  }

  /** Empty when nothing is to be done any more. */
  @Transactional
  public Optional<ManualTask> begin(long id, long processInstanceKey) {
    works.startedAs(id, processInstanceKey);
    return works.find(id).filter(work -> work.state() == State.OPEN);
  }

  /**
   * Safe to repeat; work that was withdrawn meanwhile stays withdrawn.
   *
   * @return whether the answer was taken: not without the proof that the target asks for
   */
  @Transactional
  public boolean confirm(long id, boolean done, @Nullable String comment) {
    ManualTask work = work(id);
    works.lock(work.target(), work.access());
    work = work(id);
    if (work.state() != State.OPEN) {
      return true;
    }
    if (done && work.proofRequired() && works.files(List.of(id)).isEmpty()) {
      return false;
    }
    end(work, done ? State.DONE : State.REFUSED, comment);
    return true;
  }

  /**
   * Keeps a file that proves it; none is added to work that has ended.
   *
   * @throws FileRefused with a message for people
   */
  @Transactional
  public boolean prove(long id, String name, byte[] content, String actor) {
    ManualTask work = work(id);
    works.lock(work.target(), work.access());
    if (work(id).state() != State.OPEN) {
      return false;
    }
    works.addFile(id, files.store(new PartnerId(work.access().partnerId()), name, content, actor));
    return true;
  }

  /** The process that asked ends; what was asked is not known to be done. */
  @Transactional
  public void withdraw(long id, String reason) {
    ManualTask work = work(id);
    works.lock(work.target(), work.access());
    if (work(id).state() == State.OPEN) {
      end(work, State.WITHDRAWN, reason);
    }
  }

  private void end(ManualTask work, State state, @Nullable String comment) {
    if (!works.end(work.id(), state, comment)) {
      throw new IllegalStateException("Expected work " + work.id() + " to be open under our lock, but it was ended");
    }
    record(work, "work." + switch (state) {
      case DONE -> "done";
      case REFUSED -> "refused";
      default -> "withdrawn";
    }, comment == null ? Map.of() : Map.of("comment", comment));
  }

  private ManualTask work(long id) {
    return works.find(id).orElseThrow(() -> new IllegalStateException("Expected work " + id + ", but there is none"));
  }

  private void record(ManualTask work, String action, Map<String, Object> more) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("work", work.id());
    details.put("direction", work.direction().name());
    details.put("target", work.target());
    details.put("role", work.access().role());
    details.put("holder", work.access().holder());
    details.putAll(more);
    trail.record(TrailEntry.of(work.access().partnerId(), "system", action, details));
  }
}
