package dev.entente.mail;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mail to be sent after commit.
 *
 * @param key tells one mail from another, such as {@code agreement-link:P-10001:2251}; a key is sent at most once
 * @param template name below {@code templates/mail}
 * @param model values of the template: strings, numbers, booleans, dates as ISO text, lists and maps of these; {@code link} values are absolute
 * @param subjectId the partner it concerns
 */
public record MailRequest(
    String key,
    String template,
    String to,
    Map<String, Object> model,
    @Nullable String subjectId,
    @Nullable Long processInstanceKey,
    @Nullable String elementId) {}
