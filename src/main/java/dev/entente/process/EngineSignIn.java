package dev.entente.process;

/** The user with which the application signs in at its own embedded runtime; whoever starts the runtime provides it as a bean. */
public record EngineSignIn(String username, String password) {

  @Override
  public String toString() {
    return "EngineSignIn[" + username + "]";
  }
}
