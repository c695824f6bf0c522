package dev.entente.tasks;

import java.util.List;

/** The groups of the house that work can be given to. */
public final class Groups {

  public static final List<String> ALL =
      List.of("partner-management", "channel-management", "compliance", "legal", "finance", "product", "executives");

  private Groups() {}
}
