package dev.entente.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.json.JsonMapper;

class JobHandlersTest {

  private static final JobContext JOB = new JobContext(1, 2, 3, "order", "task_pick", 3);

  record Order(OrderId orderId, int boxes) {}

  record OrderId(String value) {}

  static class Goods {

    @JobType("goods.pick")
    Outcome pick(Order order) {
      return Outcome.completed(Map.of("picked", order.orderId().value()));
    }

    @JobType("goods.ship")
    Outcome ship(Order order, JobContext job) {
      return Outcome.error("TOO_LATE", order.boxes() + " boxes at " + job.elementId());
    }

    @JobType("goods.count")
    private Outcome count() throws Exception {
      throw new InterruptedException("counting");
    }

    @JobType("goods.look")
    Outcome look(JobContext job) {
      return Outcome.completed(Map.of("looked", job.jobKey()));
    }
  }

  static class ReturnsNothing {

    @JobType("goods.burn")
    void burn(Order order) {}
  }

  static class TakesText {

    @JobType("goods.burn")
    Outcome burn(String orderId) {
      return Outcome.completed();
    }
  }

  static class TakesTheContextFirst {

    @JobType("goods.burn")
    Outcome burn(JobContext job, Order order) {
      return Outcome.completed();
    }
  }

  static class Proxied {

    static Proxied proxied() {
      ProxyFactory factory = new ProxyFactory(new Proxied());
      factory.setProxyTargetClass(true);
      return (Proxied) factory.getProxy();
    }

    @JobType("goods.burn")
    Outcome burn() {
      return Outcome.completed();
    }
  }

  @Test
  void callsTheMethodsOfABean() throws Exception {
    List<JobHandler> found = handlers(new Goods());

    assertThat(found).extracting(JobHandler::jobType).containsExactlyInAnyOrder("goods.pick", "goods.ship", "goods.count", "goods.look");
    assertThat(named(found, "goods.pick").name()).isEqualTo("Goods.pick");
    assertThat(named(found, "goods.pick").variableNames()).containsExactly("orderId", "boxes");
    assertThat(named(found, "goods.look").variableNames()).isEmpty();
    assertThat(work(found, "goods.pick")).isEqualTo(Outcome.completed(Map.of("picked", "O-1")));
    assertThat(work(found, "goods.ship")).isEqualTo(Outcome.error("TOO_LATE", "2 boxes at task_pick"));
    assertThat(work(found, "goods.look")).isEqualTo(Outcome.completed(Map.of("looked", 1L)));
  }

  @Test
  void passesOnWhatTheMethodThrows() {
    assertThatThrownBy(() -> work(handlers(new Goods()), "goods.count")).isInstanceOf(InterruptedException.class).hasMessage("counting");
  }

  @Test
  void refusesAMethodThatCannotBeCalledAsAJob() {
    for (Object wrong : List.of(new ReturnsNothing(), new TakesText(), new TakesTheContextFirst())) {
      assertThatThrownBy(() -> handlers(wrong)).hasMessageContaining(wrong.getClass().getSimpleName() + ".burn")
          .hasMessageContaining("to return Outcome and to take at most a record and then a JobContext");
    }
    assertThatThrownBy(() -> handlers(Proxied.proxied())).hasMessageContaining("Proxied.burn").hasMessageContaining("behind the proxy");
  }

  private static Outcome work(List<JobHandler> found, String jobType) throws Exception {
    return named(found, jobType).call().work("{\"orderId\":\"O-1\",\"boxes\":2}", JOB);
  }

  private static JobHandler named(List<JobHandler> found, String jobType) {
    return found.stream().filter(handler -> handler.jobType().equals(jobType)).findFirst().orElseThrow();
  }

  @SuppressWarnings("unchecked")
  private static List<JobHandler> handlers(Object bean) {
    try (GenericApplicationContext context = new GenericApplicationContext()) {
      context.registerBean("goods", (Class<Object>) bean.getClass(), () -> bean);
      context.refresh();
      JobHandlers handlers = new JobHandlers(context.getDefaultListableBeanFactory(), JsonMapper.builder().build());
      handlers.afterSingletonsInstantiated();
      return handlers.all();
    }
  }
}
