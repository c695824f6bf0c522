package dev.entente.portal;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The portal's own entries of its navigation. */
@Configuration(proxyBeanMethods = false)
class PortalNavigation {

  @Bean
  PortalPage statusInPortal() {
    return new PortalPage("home", "/portal", 0, true);
  }
}
