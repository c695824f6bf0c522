package dev.entente.manual;

import dev.entente.manual.ManualProvisioning.Answer;
import dev.entente.provisioning.AwaitsPerson;
import dev.entente.provisioning.Target;
import dev.entente.provisioning.TargetRefused;
import dev.entente.provisioning.TargetSystem;
import java.util.List;

/** A target that only people can change: asking it opens work, and what it holds is what they have confirmed. */
class ManualTarget implements TargetSystem {

  private final Target target;
  private final ManualProvisioning working;
  private final ManualTasks works;

  ManualTarget(Target target, ManualProvisioning working, ManualTasks works) {
    this.target = target;
    this.working = working;
    this.works = works;
  }

  @Override
  public String id() {
    return target.id();
  }

  @Override
  public boolean byHand() {
    return true;
  }

  @Override
  public String grant(Access access) {
    Answer answer = working.give(target, access);
    if (answer instanceof Answer.Refused refused) {
      throw new TargetRefused("Not given by hand in " + target.name() + ": " + refused.reason());
    }
    return "by-hand-" + doneOrWaits(answer);
  }

  @Override
  public void revoke(Access access) {
    doneOrWaits(working.take(target, access));
  }

  private long doneOrWaits(Answer answer) {
    if (answer instanceof Answer.Waits waits) {
      throw new AwaitsPerson("Work " + waits.work() + " in " + target.name() + " waits for somebody to do it by hand");
    }
    return ((Answer.Done) answer).work();
  }

  @Override
  public boolean verify(Access access) {
    return works.latest(target.id(), access).filter(ManualTask::leavesHeld).isPresent();
  }

  @Override
  public List<Access> list() {
    return works.latest(target.id()).stream().filter(ManualTask::leavesHeld).map(ManualTask::access).toList();
  }
}
