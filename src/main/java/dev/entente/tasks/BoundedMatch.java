package dev.entente.tasks;

import java.util.regex.Pattern;

/** Whether a text has a form that somebody drew up: a pattern that goes back and forth without end is given up, and the text does not fit. */
final class BoundedMatch {

  /** Patterns that are written with care look at each character a few times. */
  private static final int MOST_LOOKS = 2_000_000;

  private BoundedMatch() {}

  static boolean matches(Pattern pattern, String text) {
    try {
      return pattern.matcher(new Watched(text, new int[1], 0, text.length())).matches();
    } catch (GivenUp | StackOverflowError tooMuch) {
      return false;
    }
  }

  private static final class GivenUp extends RuntimeException {}

  /** A text that counts how often it is looked at. */
  private record Watched(String text, int[] looks, int start, int end) implements CharSequence {

    @Override
    public char charAt(int index) {
      if (++looks[0] > MOST_LOOKS) {
        throw new GivenUp();
      }
      return text.charAt(start + index);
    }

    @Override
    public int length() {
      return end - start;
    }

    @Override
    public CharSequence subSequence(int from, int to) {
      return new Watched(text, looks, start + from, start + to);
    }

    @Override
    public String toString() {
      return text.substring(start, end);
    }
  }
}
