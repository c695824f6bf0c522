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

  @Bean
  PortalPage agreementInPortalPage() {
    return new PortalPage("agreement", "/portal/agreement", 10, false);
  }

  @Bean
  PortalPage trainingInPortalPage() {
    return new PortalPage("training", "/portal/training", 20, false);
  }

  @Bean
  PortalPage licensesInPortalPage() {
    return new PortalPage("licenses", "/portal/licenses", 30, false);
  }

  @Bean
  PortalPage evidenceInPortalPage() {
    return new PortalPage("evidence", "/portal/evidence", 40, true);
  }
}
