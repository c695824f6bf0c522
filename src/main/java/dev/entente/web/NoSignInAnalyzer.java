package dev.entente.web;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints what to configure so that people can sign in. */
class NoSignInAnalyzer extends AbstractFailureAnalyzer<NoSignIn> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, NoSignIn cause) {
    return new FailureAnalysis(cause.getMessage(),
        "Set spring.security.oauth2.client.registration.<name>.client-id, .client-secret and .scope=openid,profile and spring.security.oauth2.client"
            + ".provider.<name>.issuer-uri and .user-name-attribute, or try Entente with --spring.profiles.active=demo.",
        cause);
  }
}
