package dev.entente.approval;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a chain stands: its levels, seats, and the decisions that hold. */
record ApprovalProgress(List<Level> levels, List<Seat> seats, List<Decision> decisions) {

  static ApprovalProgress of(Approvals approvals, String id) {
    return new ApprovalProgress(approvals.levels(id), approvals.seats(id), approvals.decisions(id).stream().filter(decision -> !decision.stale()).toList());
  }

  Level level(int number) {
    return levels.stream().filter(level -> level.number() == number).findFirst()
        .orElseThrow(() -> new IllegalStateException("Expected level " + number + ", but there are " + levels));
  }

  public List<Seat> seatsOf(int level) {
    return seats.stream().filter(seat -> seat.level() == level).toList();
  }

  public Optional<Decision> decisionOn(int level, int seat) {
    return decisions.stream().filter(decision -> decision.level() == level && decision.seat() == seat).findFirst();
  }

  public Mode.Verdict verdict(int number) {
    Level level = level(number);
    List<Decision> here = decisions.stream().filter(decision -> decision.level() == number).toList();
    int approvals = (int) here.stream().filter(Decision::approves).count();
    int silent = (int) seatsOf(number).stream().filter(seat -> seat.silentAt() != null && decisionOn(number, seat.number()).isEmpty()).count();
    return level.mode().verdict(level.seats().size(), level.needed(), approvals, here.size() - approvals, silent);
  }

  public Mode.Verdict verdict() {
    for (Level level : levels) {
      Mode.Verdict verdict = verdict(level.number());
      if (verdict != Mode.Verdict.APPROVED) {
        return verdict;
      }
    }
    return Mode.Verdict.APPROVED;
  }

  /** Why somebody may not fill a seat of the level, null when they may. */
  @Nullable Objection objection(int level, String requester, String person, @Nullable String standsInFor) {
    if (person.equals(requester) || requester.equals(standsInFor)) {
      return Objection.OWN_REQUEST;
    }
    boolean here = decisions.stream().filter(decision -> decision.level() == level).anyMatch(decision -> speaks(decision, person, standsInFor));
    if (here) {
      return Objection.SEAT_ON_THIS_LEVEL;
    }
    boolean earlier = !level(level).samePerson() && decisions.stream().anyMatch(decision -> speaks(decision, person, standsInFor));
    return earlier ? Objection.SEAT_ON_ANOTHER_LEVEL : null;
  }

  private static boolean speaks(Decision decision, String person, @Nullable String standsInFor) {
    return decision.isOf(person) || standsInFor != null && decision.isOf(standsInFor);
  }

  /** Four eyes, in all their ways. */
  enum Objection {
    OWN_REQUEST("Four eyes: whoever asked for this can't decide it, nor can somebody in their place."),
    SEAT_ON_THIS_LEVEL("You, or the person you stand in for, decided on this level already; another person has to fill this seat."),
    SEAT_ON_ANOTHER_LEVEL("You, or the person you stand in for, decided on an earlier level already; another person has to decide on this one.");

    final String words;

    Objection(String words) {
      this.words = words;
    }
  }
}
