package dev.entente.process;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a method of a Spring bean that does the jobs of this type; the feature whose state changes owns the bean.
 *
 * <p>The method returns an {@link Outcome} and takes, both optional and in this order, a record and a {@link JobContext}. The components of the record name
 * the variables that are fetched: mandatory unless {@code @Nullable}, ids as records of one component. Without a record no variable is fetched.
 *
 * <p>Jobs are delivered at least once: the method commits before it returns, and a repeated job changes nothing. A thrown exception is a technical
 * failure: the job is retried with growing back-off and becomes an incident when no retries are left.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface JobType {

  String value();
}
