package dev.entente.exception;

import dev.entente.portal.PortalPage;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The entry of exceptions in the portal's navigation. */
@Configuration(proxyBeanMethods = false)
class PortalEntry {

  @Bean
  PortalPage exceptionsInPortal() {
    return new PortalPage("exceptions", "/portal/exceptions", 60, false);
  }
}
