package dev.entente.web;

/** Nobody could sign in with this configuration. */
class NoSignIn extends RuntimeException {

  NoSignIn() {
    super("Nobody could sign in: the demo users exist only in the profile 'demo', and no identity provider is configured.");
  }
}
