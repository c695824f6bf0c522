package dev.entente.approval;

/** How the seats of a level make its decision. */
enum Mode {
  /** Whoever answers first decides for all. */
  FIRST,
  /** Every seat has to approve. */
  ALL,
  /** So many seats have to approve. */
  N_OF_M,
  /** A rejection stops it; a seat whose time runs out has no objection. */
  VETO;

  /** What a level has come to. */
  enum Verdict { OPEN, APPROVED, REJECTED }

  /**
   * @param seats how many there are
   * @param needed approvals that {@link #N_OF_M} asks for
   * @param silent seats whose time ran out without an objection
   */
  Verdict verdict(int seats, int needed, int approvals, int rejections, int silent) {
    int enough = switch (this) {
      case FIRST -> 1;
      case N_OF_M -> needed;
      case ALL, VETO -> seats;
    };
    int consents = this == VETO ? approvals + silent : approvals;
    if (consents >= enough) {
      return Verdict.APPROVED;
    }
    boolean lost = this == N_OF_M ? seats - rejections < needed : rejections > 0;
    return lost ? Verdict.REJECTED : Verdict.OPEN;
  }
}
