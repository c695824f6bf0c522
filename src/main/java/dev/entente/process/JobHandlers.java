package dev.entente.process;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Finds the {@link JobType} methods among the beans; a method that can't be called as a job fails the start. */
@Component
class JobHandlers implements SmartInitializingSingleton {

  private final ConfigurableListableBeanFactory beans;
  private final JsonMapper json;
  private volatile List<JobHandler> found = List.of();

  JobHandlers(ConfigurableListableBeanFactory beans, JsonMapper json) {
    this.beans = beans;
    this.json = json;
  }

  List<JobHandler> all() {
    return found;
  }

  @Override
  public void afterSingletonsInstantiated() {
    List<JobHandler> handlers = new ArrayList<>();
    Stream.of(beans.getBeanNamesForType(Object.class, false, false)).forEach(name -> handlers.addAll(ofBean(name)));
    found = List.copyOf(handlers);
  }

  private List<JobHandler> ofBean(String name) {
    Class<?> type = AutoProxyUtils.determineTargetClass(beans, name);
    if (type == null || !AnnotationUtils.isCandidateClass(type, JobType.class)) {
      return List.of();
    }
    Set<Method> methods = MethodIntrospector.selectMethods(type, (Method method) -> method.isAnnotationPresent(JobType.class));
    return methods.stream().map(method -> JobHandler.of(beans.getBean(name), method, json)).toList();
  }
}
