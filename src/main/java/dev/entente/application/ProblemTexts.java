package dev.entente.application;

import dev.entente.application.Duplicates.Match;
import dev.entente.partner.FieldProblem;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Says in words what is wrong with an application. */
@Component
class ProblemTexts {

  private final MessageSource messages;

  ProblemTexts(MessageSource messages) {
    this.messages = messages;
  }

  String of(FieldProblem problem) {
    return messages.getMessage(problem, LocaleContextHolder.getLocale());
  }

  String all(List<FieldProblem> problems) {
    return problems.stream().map(problem -> problem.field() + ": " + of(problem)).collect(Collectors.joining(" "));
  }

  String duplicate(List<Match> existing) {
    Match first = existing.get(0);
    return text("partner.duplicate." + first.reason(), first.legalName(), first.partnerId(), text("common.stage." + first.stage()));
  }

  String text(String key, Object... arguments) {
    return messages.getMessage(key, arguments, LocaleContextHolder.getLocale());
  }
}
