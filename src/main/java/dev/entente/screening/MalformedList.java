package dev.entente.screening;

/** A list's file is not what its publisher publishes; the message names file and line. */
class MalformedList extends RuntimeException {

  MalformedList(String file, long line, String what) {
    super(file + (line > 0 ? ", line " + line : "") + ": " + what);
  }
}
