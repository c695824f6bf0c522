package dev.entente.exception;

import dev.entente.partner.PartnerFacts;
import dev.entente.partner.Partners;
import dev.entente.program.Programs;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says in words what an exception allows. */
@Component("exceptionWording")
class ExceptionWording {

  private final MessageSource messages;
  private final ExceptionScopes scopes;
  private final Partners partners;
  private final Programs programs;

  ExceptionWording(MessageSource messages, ExceptionScopes scopes, Partners partners, Programs programs) {
    this.messages = messages;
    this.scopes = scopes;
    this.partners = partners;
    this.programs = programs;
  }

  /** Such as "200 seats more than the tier's cap". */
  String what(ExceptionCase exception, Locale locale) {
    return what(exception, partners.facts(exception.partner()), locale);
  }

  String what(ExceptionCase exception, PartnerFacts partner, Locale locale) {
    return what(exception, partner.programVersion(), locale);
  }

  String what(ExceptionCase exception, String programVersion, Locale locale) {
    String scope = scopes.name(exception.kind(), exception.scope(), programs.version(programVersion), locale);
    return messages.getMessage("exception.what." + exception.kind(),
        new Object[] {exception.amount() == null ? 0 : exception.amount(), scope, exception.days()}, locale);
  }

  /** The id itself where a group has no name. */
  String group(String id, Locale locale) {
    return messages.getMessage("process.group." + id, null, id, locale);
  }

  String text(String key, Locale locale, Object... arguments) {
    return messages.getMessage(key, arguments, locale);
  }
}
