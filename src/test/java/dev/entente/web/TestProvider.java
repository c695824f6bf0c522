package dev.entente.web;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenRequest;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kotlin.jvm.functions.Function1;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.OAuth2Exception;
import no.nav.security.mock.oauth2.http.MockWebServerWrapper;
import no.nav.security.mock.oauth2.http.OAuth2HttpRequest;
import no.nav.security.mock.oauth2.http.OAuth2HttpResponse;
import no.nav.security.mock.oauth2.http.OAuth2HttpServer;
import no.nav.security.mock.oauth2.http.Ssl;
import no.nav.security.mock.oauth2.token.OAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import okhttp3.Headers;
import okhttp3.HttpUrl;

/** An OpenID Connect provider whose people, groups and troubles the test changes. A refresh token of it can be used once. */
final class TestProvider {

  static final String ISSUER = "company";

  /** Counted from now; a test whose clock has gone on adds that. */
  volatile Duration tokenLife = Duration.ofHours(1);
  volatile boolean down;
  volatile String left = "";
  private final MockOAuth2Server server =
      new MockOAuth2Server(new OAuth2Config(false, null, null, true, new OAuth2TokenProvider(), Set.of(), new Door()));

  TestProvider() {
    server.start();
  }

  String issuer() {
    return server.issuerUrl(ISSUER).toString();
  }

  /** Who signs in next: the provider knows its people and asks for no password. */
  Person next(String name, List<String> roles, List<String> groups) {
    Person person = new Person(name, roles, groups);
    server.enqueueCallback(person);
    return person;
  }

  /** What the answers of the token endpoint leave out, such as {@code refresh_token}. */
  void leaveOut(String field) {
    left = field;
  }

  final class Person implements OAuth2TokenCallback {

    final String name;
    volatile List<String> roles;
    volatile List<String> groups;
    volatile boolean disabled;

    private Person(String name, List<String> roles, List<String> groups) {
      this.name = name;
      this.roles = roles;
      this.groups = groups;
    }

    @Override
    public String issuerId() {
      return ISSUER;
    }

    @Override
    public String subject(TokenRequest request) {
      return "00u-" + name;
    }

    @Override
    public String typeHeader(TokenRequest request) {
      return "JWT";
    }

    @Override
    public List<String> audience(TokenRequest request) {
      return List.of("entente");
    }

    @Override
    public Map<String, Object> addClaims(TokenRequest request) {
      if (disabled) {
        throw new OAuth2Exception(OAuth2Error.INVALID_GRANT, "disabled");
      }
      return name.isEmpty() ? Map.of() : Map.of("preferred_username", name, "entente_roles", roles, "entente_groups", groups);
    }

    @Override
    public long tokenExpiry() {
      return tokenLife.toSeconds();
    }
  }

  /** Between the provider and its callers. */
  private final class Door implements OAuth2HttpServer {

    private final OAuth2HttpServer server = new MockWebServerWrapper();

    @Override
    public OAuth2HttpServer start(Function1<? super OAuth2HttpRequest, OAuth2HttpResponse> handler) {
      return start(0, handler);
    }

    @Override
    public OAuth2HttpServer start(int port, Function1<? super OAuth2HttpRequest, OAuth2HttpResponse> handler) {
      return start(InetAddress.getLoopbackAddress(), port, handler);
    }

    @Override
    public OAuth2HttpServer start(InetAddress address, int port, Function1<? super OAuth2HttpRequest, OAuth2HttpResponse> handler) {
      server.start(address, port, request -> down ? new OAuth2HttpResponse(Headers.of(), 503, "", null) : cut(handler.invoke(request)));
      return this;
    }

    private OAuth2HttpResponse cut(OAuth2HttpResponse answer) {
      return left.isEmpty() || answer.getBody() == null ? answer
          : new OAuth2HttpResponse(answer.getHeaders(), answer.getStatus(), answer.getBody().replace("\"" + left + "\"", "\"x_" + left + "\""), null);
    }

    @Override
    public OAuth2HttpServer stop() {
      return server.stop();
    }

    @Override
    public void close() {
      stop();
    }

    @Override
    public int port() {
      return server.port();
    }

    @Override
    public HttpUrl url(String path) {
      return server.url(path);
    }

    @Override
    public Ssl sslConfig() {
      return null;
    }
  }
}
