package dev.entente.engine;

import dev.entente.engine.behavior.EndlessLoop;
import dev.entente.engine.behavior.ResourceLookup;
import dev.entente.engine.expression.DecisionEvaluator;
import dev.entente.engine.expression.Expressions;
import dev.entente.engine.model.GraphReader;
import dev.entente.engine.store.DeploymentStore;
import dev.entente.engine.store.Flush;
import dev.entente.engine.store.Housekeeping;
import dev.entente.engine.store.IncidentStore;
import dev.entente.engine.store.InstanceLoader;
import dev.entente.engine.store.InstanceStore;
import dev.entente.engine.store.JobStore;
import dev.entente.engine.store.KeyGenerator;
import dev.entente.engine.store.MessageStore;
import dev.entente.engine.store.ProcessDefinitionStore;
import dev.entente.engine.store.SignalStore;
import dev.entente.engine.store.TimerStore;
import dev.entente.engine.store.UnstorableValue;
import dev.entente.engine.store.UserTaskStore;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What all commands share: the tables, the clock, and how a command becomes one transaction. */
final class EngineRuntime {

  private static final int MOST_TRIES = 10;

  /** The roots a command has locked are not all it needs: it begins again with them. */
  static final class StartOver extends RuntimeException {

    StartOver() {
      super("The set of waiting instances changed", null, false, false);
    }
  }

  final EngineClock clock;
  final Expressions expressions;
  final DecisionEvaluator decisions;
  final GraphReader reader;
  final KeyGenerator keys;
  final ProcessDefinitionStore definitions;
  final DeploymentStore deployments;
  final InstanceLoader loader;
  final Flush flush;
  final JobStore jobs;
  final UserTaskStore userTasks;
  final MessageStore messages;
  final SignalStore signals;
  final TimerStore timers;
  final IncidentStore incidents;
  final InstanceStore instances;
  final Housekeeping housekeeping;
  final ResourceLookup lookups;
  final List<EngineListener> listeners = new CopyOnWriteArrayList<>();
  private final TransactionTemplate transactions;
  private volatile Consumer<@Nullable Instant> wake = due -> {};

  EngineRuntime(DataSource dataSource, EngineClock clock) {
    JdbcClient jdbc = JdbcClient.create(dataSource);
    this.transactions = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    this.clock = clock;
    this.expressions = new Expressions(clock);
    this.decisions = new DecisionEvaluator(clock);
    this.reader = new GraphReader(expressions);
    this.keys = new KeyGenerator(jdbc);
    this.definitions = new ProcessDefinitionStore(jdbc, reader);
    this.deployments = new DeploymentStore(jdbc);
    this.loader = new InstanceLoader(jdbc);
    this.flush = new Flush(jdbc);
    this.jobs = new JobStore(jdbc);
    this.userTasks = new UserTaskStore(jdbc);
    this.messages = new MessageStore(jdbc);
    this.signals = new SignalStore(jdbc);
    this.timers = new TimerStore(jdbc);
    this.incidents = new IncidentStore(jdbc);
    this.instances = new InstanceStore(jdbc);
    this.housekeeping = new Housekeeping(jdbc);
    this.lookups = new DeployedResources(this);
  }

  /** One transaction; what it changed is announced after the commit. */
  <T> T command(Function<CommandContext, T> body) {
    CommandContext[] last = new CommandContext[1];
    T result = transaction(() -> {
      CommandContext context = new CommandContext(this);
      T answer = body.apply(context);
      context.finish();
      last[0] = context;
      return answer;
    });
    last[0].announce();
    return result;
  }

  void run(Consumer<CommandContext> body) {
    command(context -> {
      body.accept(context);
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
      } catch (UnstorableValue | EndlessLoop refused) {
        throw Rejected.invalid("%s", refused.getMessage());
      } catch (DataAccessException failed) {
        Rejected unstorable = Rejected.unstorable(failed);
        throw unstorable == null ? failed : unstorable;
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
