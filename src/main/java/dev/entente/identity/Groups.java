package dev.entente.identity;

import java.util.List;

/** The groups of the house that people can be in and work can be given to. */
public final class Groups {

  public static final List<String> ALL =
      List.of("partner-management", "channel-management", "compliance", "legal", "finance", "product", "executives");

  private Groups() {}
}
