package dev.entente.application;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Works off confirmed files in the background, one row in one transaction together with its result: after a crash or a restart it goes on with the next
 * open row, and several nodes share the rows.
 */
@Component
class ImportRunner {

  private static final Logger LOG = LoggerFactory.getLogger(ImportRunner.class);

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final TransactionTemplate transaction;
  private final ApplicationIntake applying;
  private final DirectImport results;
  private final Clock clock;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
    Thread worker = new Thread(task, "partner-import");
    worker.setDaemon(true);
    return worker;
  });
  private volatile boolean stopping;

  ImportRunner(JdbcClient jdbc, JsonMapper json, TransactionTemplate transaction, ApplicationIntake applying, DirectImport results, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.transaction = transaction;
    this.applying = applying;
    this.results = results;
    this.clock = clock;
  }

  private record OpenRow(UUID importId, int line, String application, String createdBy) {}

  /** Only looks whether there is work: the scheduler's threads are for all. */
  @Scheduled(fixedDelayString = "${entente.import.poll:1s}")
  void wake() {
    if (!stopping && busy.compareAndSet(false, true)) {
      thread.execute(this::workOff);
    }
  }

  @PreDestroy
  void stop() {
    stopping = true;
    thread.shutdown();
  }

  private void workOff() {
    try {
      while (!stopping && Boolean.TRUE.equals(transaction.execute(status -> next()))) {
        Thread.yield();
      }
    } catch (DataAccessException | TransactionException e) {
      LOG.warn("Imports go on later: the database did not take a row ({})", e.getClass().getSimpleName());
    } catch (RuntimeException e) {
      LOG.error("A row of an import failed; it is tried again", e);
    } finally {
      busy.set(false);
    }
  }

  private boolean next() {
    OpenRow row = jdbc.sql("""
            SELECT r.import_id, r.line, r.application::text AS application, i.created_by
            FROM partner_import i JOIN partner_import_row r ON r.import_id = i.id AND r.status = 'GOOD'
            WHERE i.state = 'RUNNING'
            ORDER BY i.created_at, r.line
            LIMIT 1
            FOR UPDATE OF r SKIP LOCKED
            """)
        .query(OpenRow.class)
        .optional()
        .orElse(null);
    if (row == null) {
      finish();
      return false;
    }
    ApplicationRequest application = json.readValue(row.application(), ApplicationRequest.class);
    settle(row, results.resultOf(row.line(), applying.apply(application, row.createdBy())));
    return true;
  }

  private void settle(OpenRow row, DirectImport.RowResult result) {
    int updated = jdbc.sql("""
            UPDATE partner_import_row SET status = :status, partner_id = :partner, message = :message
            WHERE import_id = :id AND line = :line AND status = 'GOOD'
            """)
        .param("id", row.importId())
        .param("line", row.line())
        .param("status", result.status())
        .param("partner", result.partnerId())
        .param("message", result.message())
        .update();
    if (updated != 1) {
      throw new IllegalStateException("Expected line " + row.line() + " of import " + row.importId() + " to be open, but it is not");
    }
  }

  private void finish() {
    jdbc.sql("""
            UPDATE partner_import i SET state = 'DONE', finished_at = :now
            WHERE i.state = 'RUNNING' AND NOT EXISTS (SELECT 1 FROM partner_import_row r WHERE r.import_id = i.id AND r.status = 'GOOD')
            """)
        .param("now", OffsetDateTime.now(clock))
        .update();
  }
}
