package dev.entente.process;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the guard before the runtime's API, where that is served by this application. */
@Configuration(proxyBeanMethods = false)
class EngineApiGuardConfiguration implements WebMvcConfigurer {

  private final ObjectProvider<EngineApiGuard> guard;

  EngineApiGuardConfiguration(ObjectProvider<EngineApiGuard> guard) {
    this.guard = guard;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    guard.ifAvailable(found -> registry.addInterceptor(found).addPathPatterns(EngineApiGuard.PATHS));
  }
}
