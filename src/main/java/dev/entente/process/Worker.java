package dev.entente.process;

/**
 * Does the jobs of one type; the feature whose state changes owns the bean.
 *
 * <p>Jobs are delivered at least once: {@link #work} commits before it returns, and a repeated job changes nothing. A thrown exception is a
 * technical failure: the job is retried with growing back-off and becomes an incident when no retries are left.
 *
 * @param <I> a record; its component names are the variables that are fetched
 */
public interface Worker<I> {

  String jobType();

  Class<I> inputType();

  Outcome work(I input, JobContext job);
}
