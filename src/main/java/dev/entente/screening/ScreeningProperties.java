package dev.entente.screening;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the screening.
 *
 * @param lists folder of the published files, watched; without it the excerpt that ships for the demo
 * @param threshold scores below it are no hits
 * @param mostHits of one name
 * @param complianceMail who hears of new hits and of broken files
 */
@ConfigurationProperties("entente.screening")
record ScreeningProperties(
    @Nullable Path lists,
    @DefaultValue("85") int threshold,
    @DefaultValue("20") int mostHits,
    @DefaultValue("compliance@entente.example") String complianceMail) {}
