/**
 * The Camunda 8 Orchestration Cluster REST API v2 on {@code /v2}, over the commands of {@link dev.entente.engine.Engine} and SQL on its tables.
 *
 * <p>Queries are described, not programmed: a {@link dev.entente.engine.api.SearchSchema} names its rows and fields, and one translator makes filters,
 * sorting, cursors and JSON from that. Every error is a problem document with the title and status Camunda gives it. Unknown fields, operators
 * and values are refused rather than ignored. Waiting requests hold neither a thread nor a connection.
 */
@NamedInterface("api")
@NullMarked
package dev.entente.engine.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
