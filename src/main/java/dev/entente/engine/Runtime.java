package dev.entente.engine;

import dev.entente.engine.behavior.EndlessLoop;
import dev.entente.engine.behavior.Lookups;
import dev.entente.engine.expression.Decisions;
import dev.entente.engine.expression.Expressions;
import dev.entente.engine.model.GraphReader;
import dev.entente.engine.store.Definitions;
import dev.entente.engine.store.Deployments;
import dev.entente.engine.store.Flush;
import dev.entente.engine.store.Housekeeping;
import dev.entente.engine.store.Incidents;
import dev.entente.engine.store.Instances;
import dev.entente.engine.store.Jobs;
import dev.entente.engine.store.Keys;
import dev.entente.engine.store.Loader;
import dev.entente.engine.store.Messages;
import dev.entente.engine.store.Signals;
import dev.entente.engine.store.Timers;
import dev.entente.engine.store.Unstorable;
import dev.entente.engine.store.UserTasks;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What all commands share: the tables, the clock, and how a command becomes one transaction. */
final class Runtime {

  private static final int MOST_TRIES = 10;

  /** The roots a command has locked are not all it needs: it begins again with them. */
  static final class StartOver extends RuntimeException {

    StartOver() {
      super("The set of waiting instances changed", null, false, false);
    }
  }

  final EngineClock clock;
  final Expressions expressions;
  final Decisions decisions;
  final GraphReader reader;
  final Keys keys;
  final Definitions definitions;
  final Deployments deployments;
  final Loader loader;
  final Flush flush;
  final Jobs jobs;
  final UserTasks userTasks;
  final Messages messages;
  final Signals signals;
  final Timers timers;
  final Incidents incidents;
  final Instances instances;
  final Housekeeping housekeeping;
  final Lookups lookups;
  final List<EngineListener> listeners = new CopyOnWriteArrayList<>();
  private final TransactionTemplate transactions;
  private volatile Consumer<@Nullable Instant> wake = due -> {};

  Runtime(DataSource dataSource, EngineClock clock) {
    JdbcClient jdbc = JdbcClient.create(dataSource);
    this.transactions = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    this.clock = clock;
    this.expressions = new Expressions(clock);
    this.decisions = new Decisions(clock);
    this.reader = new GraphReader(expressions);
    this.keys = new Keys(jdbc);
    this.definitions = new Definitions(jdbc, reader);
    this.deployments = new Deployments(jdbc);
    this.loader = new Loader(jdbc);
    this.flush = new Flush(jdbc);
    this.jobs = new Jobs(jdbc);
    this.userTasks = new UserTasks(jdbc);
    this.messages = new Messages(jdbc);
    this.signals = new Signals(jdbc);
    this.timers = new Timers(jdbc);
    this.incidents = new Incidents(jdbc);
    this.instances = new Instances(jdbc);
    this.housekeeping = new Housekeeping(jdbc);
    this.lookups = new Deployed(this);
  }

  /** One transaction; what it changed is announced after the commit. */
  <T> T command(Function<Execution, T> body) {
    Execution[] last = new Execution[1];
    T result = transaction(() -> {
      Execution execution = new Execution(this);
      T answer = body.apply(execution);
      execution.finish();
      last[0] = execution;
      return answer;
    });
    last[0].announce();
    return result;
  }

  void run(Consumer<Execution> body) {
    command(execution -> {
      body.accept(execution);
      return true;
    });
  }

  /** Tried again when the database took it back for the sake of another command. */
  <T> T transaction(Supplier<T> body) {
    for (int tries = 1; ; tries++) {
      try {
        return transactions.execute(status -> body.get());
      } catch (ConcurrencyFailureException | StartOver collision) {
        if (tries == MOST_TRIES) {
          throw collision;
        }
      } catch (Unstorable | EndlessLoop refused) {
        throw Rejected.invalid("%s", refused.getMessage());
      }
    }
  }

  void onWake(Consumer<@Nullable Instant> scheduler) {
    wake = scheduler;
  }

  /** The scheduler looks again no later than at the given time; null means now. */
  void wakeAt(@Nullable Instant due) {
    wake.accept(due);
  }
}
