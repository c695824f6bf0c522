package dev.entente.application;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** Reads a request's body up to a bound, so that no sender fills the memory. */
final class BoundedBody {

  private BoundedBody() {}

  /** The body has more bytes than are taken. */
  static class TooLarge extends RuntimeException {

    TooLarge(int max) {
      super("The body may have at most " + max + " bytes; send it in smaller parts");
    }
  }

  /** The body is not what was expected. */
  static class NotReadable extends RuntimeException {

    NotReadable(String message) {
      super(message);
    }
  }

  static byte[] read(HttpServletRequest request, int max) throws IOException {
    if (request.getContentLengthLong() > max) {
      throw new TooLarge(max);
    }
    byte[] body = request.getInputStream().readNBytes(max + 1);
    if (body.length > max) {
      throw new TooLarge(max);
    }
    return body;
  }
}
