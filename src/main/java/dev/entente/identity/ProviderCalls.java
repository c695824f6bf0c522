package dev.entente.identity;

import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** Calls to a provider that end, since people wait for them: as Spring Security makes them they may not. It still fetches a provider's keys itself. */
final class ProviderCalls {

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private ProviderCalls() {}

  /** A provider that grants what was asked for need not list it; later the list decides whether there is an ID token to read. */
  static OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> codes() {
    RestClientAuthorizationCodeTokenResponseClient client = new RestClientAuthorizationCodeTokenResponseClient();
    client.setRestClient(tokens());
    return request -> {
      OAuth2AccessTokenResponse answer = client.getTokenResponse(request);
      return answer.getAccessToken().getScopes().isEmpty()
          ? OAuth2AccessTokenResponse.withResponse(answer).scopes(request.getClientRegistration().getScopes()).build() : answer;
    };
  }

  static OAuth2AccessTokenResponseClient<OAuth2RefreshTokenGrantRequest> refreshes() {
    RestClientRefreshTokenTokenResponseClient client = new RestClientRefreshTokenTokenResponseClient();
    client.setRestClient(tokens());
    return client;
  }

  static DefaultOAuth2UserService userInfo() {
    RestTemplate rest = new RestTemplate(connections());
    rest.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
    DefaultOAuth2UserService service = new DefaultOAuth2UserService();
    service.setRestOperations(rest);
    return service;
  }

  private static RestClient tokens() {
    return RestClient.builder()
        .requestFactory(connections())
        .configureMessageConverters(converters -> {
          converters.addCustomConverter(new FormHttpMessageConverter());
          converters.addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter());
        })
        .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
        .build();
  }

  private static ClientHttpRequestFactory connections() {
    JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory(HttpClient.newBuilder().connectTimeout(CONNECT).build());
    factory.setReadTimeout(ANSWER);
    return factory;
  }
}
