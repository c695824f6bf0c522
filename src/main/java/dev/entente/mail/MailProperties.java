package dev.entente.mail;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mails are sent.
 *
 * @param from sender, as a mail header says it
 * @param lease how long one sender may take for one mail
 * @param attempts before a mail that the server does not take is FAILED
 */
@ConfigurationProperties("entente.mail")
record MailProperties(
    @DefaultValue("Entente <no-reply@entente.example>") String from, @DefaultValue("60s") Duration lease, @DefaultValue("8") int attempts) {}
