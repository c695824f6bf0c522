package dev.entente.tier;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/** Largest flow from node 0 to node 1 by shortest augmenting paths; edges are taken in the order of adding, so that equal input gives equal flow. */
final class MaxFlow {

  static final int SOURCE = 0;
  static final int SINK = 1;

  private final List<List<Integer>> edgesOf = new ArrayList<>();
  private final List<Integer> target = new ArrayList<>();
  private final List<Integer> residual = new ArrayList<>();

  MaxFlow() {
    node();
    node();
  }

  int node() {
    edgesOf.add(new ArrayList<>());
    return edgesOf.size() - 1;
  }

  /** Edges come in pairs: an even one and, beside it, its way back. */
  int edge(int from, int to, int capacity) {
    int edge = target.size();
    add(from, to, capacity);
    add(to, from, 0);
    return edge;
  }

  private void add(int from, int to, int capacity) {
    edgesOf.get(from).add(target.size());
    target.add(to);
    residual.add(capacity);
  }

  /** Sends as much as fits on top of what flows already; answers how much that was. */
  int augment() {
    int sent = 0;
    int[] path = path();
    while (path.length > 0) {
      int most = Integer.MAX_VALUE;
      for (int edge : path) {
        most = Math.min(most, residual.get(edge));
      }
      for (int edge : path) {
        residual.set(edge, residual.get(edge) - most);
        residual.set(edge ^ 1, residual.get(edge ^ 1) + most);
      }
      sent += most;
      path = path();
    }
    return sent;
  }

  int flow(int edge) {
    return residual.get(edge ^ 1);
  }

  /** Nodes that more could be sent to. */
  BitSet reachable() {
    BitSet seen = new BitSet();
    search(seen, new int[edgesOf.size()]);
    return seen;
  }

  /** Nodes that could send more to the sink. */
  BitSet reaching() {
    BitSet seen = new BitSet();
    Deque<Integer> open = new ArrayDeque<>(List.of(SINK));
    seen.set(SINK);
    while (!open.isEmpty()) {
      for (int edge : edgesOf.get(open.remove())) {
        if (residual.get(edge ^ 1) > 0 && !seen.get(target.get(edge))) {
          seen.set(target.get(edge));
          open.add(target.get(edge));
        }
      }
    }
    return seen;
  }

  private int[] path() {
    int[] by = new int[edgesOf.size()];
    BitSet seen = new BitSet();
    search(seen, by);
    if (!seen.get(SINK)) {
      return new int[0];
    }
    List<Integer> edges = new ArrayList<>();
    for (int node = SINK; node != SOURCE; node = target.get(by[node] ^ 1)) {
      edges.add(by[node]);
    }
    return edges.stream().mapToInt(Integer::intValue).toArray();
  }

  private void search(BitSet seen, int[] by) {
    Deque<Integer> open = new ArrayDeque<>(List.of(SOURCE));
    seen.set(SOURCE);
    while (!open.isEmpty()) {
      for (int edge : edgesOf.get(open.remove())) {
        int to = target.get(edge);
        if (residual.get(edge) > 0 && !seen.get(to)) {
          seen.set(to);
          by[to] = edge;
          open.add(to);
        }
      }
    }
  }
}
