package dev.entente.portal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that waits to be done, as the portal's first page lists it.
 *
 * @param key message that says it in plain words; its arguments are shown as they are
 * @param path where it is done, null where there is nothing to open
 * @param due by when, null where there is no limit
 */
public record NextStep(Side side, String key, List<String> arguments, @Nullable String path, @Nullable Instant due) {

  /** Whom it waits for. */
  public enum Side {
    YOU, COLLEAGUE, US
  }

  public static NextStep yours(String key, List<String> arguments, String path, @Nullable Instant due) {
    return new NextStep(Side.YOU, key, arguments, path, due);
  }
}
