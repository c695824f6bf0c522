package dev.entente.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Bounds how often something is tried under one key within a time that begins with the first try. Kept in memory, for this node alone; of too many keys the
 * oldest is forgotten.
 */
public final class Throttle {

  static final int MOST_KEYS = 20_000;
  private static final int IPV6_NETWORK_BYTES = 8;

  private final InstantSource time;
  private final Duration window;
  private final int most;
  private final Map<String, Tries> known = new LinkedHashMap<>();

  private record Tries(Instant since, int count) {}

  public Throttle(InstantSource time, Duration window, int most) {
    this.time = time;
    this.window = window;
    this.most = most;
  }

  /** Counts the try unless there were too many. */
  public synchronized boolean mayTry(String key) {
    if (isExhausted(key)) {
      return false;
    }
    count(key);
    return true;
  }

  synchronized boolean isExhausted(String key) {
    return tries(key) >= most;
  }

  synchronized void count(String key) {
    Tries before = known.get(key);
    if (before != null && isRecent(before)) {
      known.put(key, new Tries(before.since(), before.count() + 1));
      return;
    }
    known.remove(key);
    known.put(key, new Tries(time.instant(), 1));
    if (known.size() > MOST_KEYS) {
      known.remove(known.keySet().iterator().next());
    }
  }

  synchronized void forget(String key) {
    known.remove(key);
  }

  private int tries(String key) {
    Tries tries = known.get(key);
    return tries == null || !isRecent(tries) ? 0 : tries.count();
  }

  /** Also when the clock was set back. */
  private boolean isRecent(Tries tries) {
    Duration age = Duration.between(tries.since(), time.instant());
    return !age.isNegative() && age.compareTo(window) < 0;
  }

  /** The part of a network address that one customer of a provider can't choose: all of IPv4, the first half of IPv6. */
  public static String network(String address) {
    if (!address.contains(":")) {
      return address;
    }
    try {
      byte[] bytes = InetAddress.getByName(address).getAddress();
      return HexFormat.of().formatHex(Arrays.copyOf(bytes, IPV6_NETWORK_BYTES));
    } catch (UnknownHostException noAddress) {
      return address;
    }
  }
}
