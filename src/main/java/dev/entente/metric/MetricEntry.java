package dev.entente.metric;

import org.jspecify.annotations.Nullable;

/** A measurement as somebody wrote it. */
record MetricEntry(@Nullable String partnerId, @Nullable String metric, @Nullable String source, @Nullable String period, @Nullable String value) {}
