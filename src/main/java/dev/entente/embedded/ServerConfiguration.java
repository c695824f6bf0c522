package dev.entente.embedded;

import dev.entente.mail.ReceivedMails;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Starts the directory and the mail sink, each unless the configuration names an outside one. */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {

  @Bean
  @ConditionalOnProperty(EmbeddedParts.LDAP_PORT)
  LdapServer ldapServer(EmbeddedProperties properties, Environment environment) {
    return LdapServer.start(properties.data(), environment.getRequiredProperty(EmbeddedParts.LDAP_PORT, Integer.class),
        environment.getProperty("entente.target.ldap.base-dn", "dc=entente,dc=example"),
        environment.getRequiredProperty("entente.target.ldap.bind-dn"), environment.getRequiredProperty("entente.target.ldap.password"));
  }

  @Bean
  @ConditionalOnProperty(EmbeddedParts.SMTP_PORT)
  SmtpSink smtpSink(ReceivedMails received, Environment environment) {
    return SmtpSink.start(environment.getRequiredProperty(EmbeddedParts.SMTP_PORT, Integer.class), received);
  }
}
