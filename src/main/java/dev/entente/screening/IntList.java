package dev.entente.screening;

import java.util.Arrays;
import java.util.stream.IntStream;

/** A growing list of ints without a box around each. */
final class IntList {

  private int[] values = new int[2];
  private int size;

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  int get(int index) {
    return values[index];
  }

  int size() {
    return size;
  }

  IntStream stream() {
    return Arrays.stream(values, 0, size);
  }
}
