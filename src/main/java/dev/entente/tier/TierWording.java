package dev.entente.tier;

import dev.entente.partner.Contact;
import dev.entente.partner.PartnerFacts;
import dev.entente.program.Program.Course;
import dev.entente.program.Program;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says in words what criteria and staffing say in ids. */
@Component
class TierWording {

  private final MessageSource messages;

  TierWording(MessageSource messages) {
    this.messages = messages;
  }

  /** Such as "Net new seats: 40, needed 75". */
  String criterion(Criterion criterion, Locale locale) {
    String value = criterion.value() == null ? messages.getMessage("tier.unmeasured", null, locale) : criterion.value();
    return messages.getMessage("tier.missing." + criterion.measure(), new Object[] {value, criterion.bar()}, locale);
  }

  /** Who would fill one more role, and what the person still has to pass. */
  String closing(Staffing.Closing closing, Map<Long, String> names, Program program, Locale locale) {
    String who = closing.contact() == null ? messages.getMessage("tier.anotherPerson", null, locale) : names.getOrDefault(closing.contact(), "?");
    return messages.getMessage("tier.closing", new Object[] {who, role(closing.curriculum(), program), courses(closing.missingCourses(), program)}, locale);
  }

  static String role(String curriculum, Program program) {
    return program.curricula().stream().filter(one -> one.id().equals(curriculum)).map(Program.Curriculum::name).findFirst().orElse(curriculum);
  }

  private static String courses(List<String> ids, Program program) {
    Map<String, String> names = program.curricula().stream().flatMap(curriculum -> curriculum.courses().stream())
        .collect(Collectors.toMap(Course::id, Course::name, (one, other) -> one));
    return ids.stream().map(id -> names.getOrDefault(id, id)).collect(Collectors.joining(", "));
  }

  static Map<Long, String> names(PartnerFacts partner) {
    return partner.contacts().stream().collect(Collectors.toMap(Contact::id, Contact::name));
  }
}
