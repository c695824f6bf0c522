package dev.entente.exception;

import dev.entente.partner.PartnerFacts;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.program.Program;
import dev.entente.program.Programs;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Fills the pages on which an exception is asked for, the vendor's and the partner's. */
@Component
class ExceptionForms {

  private final Partners partners;
  private final Programs programs;
  private final ExceptionScopes scopes;
  private final ExceptionWording wording;

  ExceptionForms(Partners partners, Programs programs, ExceptionScopes scopes, ExceptionWording wording) {
    this.partners = partners;
    this.programs = programs;
    this.scopes = scopes;
    this.wording = wording;
  }

  /** A kind that can be asked for, with who answers for it. */
  public record Choice(ExceptionKind kind, String owner) {}

  static Optional<ExceptionKind> kind(@Nullable String text) {
    return Arrays.stream(ExceptionKind.values()).filter(kind -> kind.name().equals(text)).findFirst();
  }

  void choices(PartnerId id, Model model) {
    PartnerFacts partner = partners.facts(id);
    Program.Exceptions terms = program(partner).exceptions();
    model.addAttribute("partner", partner);
    model.addAttribute("terms", terms);
    model.addAttribute("choices", Arrays.stream(ExceptionKind.values()).map(kind -> new Choice(kind, terms.owners().get(kind.name()))).toList());
  }

  void form(PartnerId id, ExceptionKind kind, Model model) {
    PartnerFacts partner = partners.facts(id);
    Program program = program(partner);
    Locale locale = LocaleContextHolder.getLocale();
    Map<String, String> options = new LinkedHashMap<>();
    options.put("", wording.text("exception.choose", locale));
    options.putAll(scopes.of(kind, partner, program, locale));
    model.addAttribute("partner", partner);
    model.addAttribute("kind", kind);
    model.addAttribute("scopes", options);
    model.addAttribute("most", ExceptionFitness.most(kind, partner, program));
    model.addAttribute("terms", program.exceptions());
    model.addAttribute("owner", program.exceptions().owners().get(kind.name()));
  }

  void extension(ExceptionCase extended, Model model) {
    PartnerFacts partner = partners.facts(extended.partner());
    model.addAttribute("exception", extended);
    model.addAttribute("partner", partner);
    model.addAttribute("what", wording.what(extended, partner, LocaleContextHolder.getLocale()));
    model.addAttribute("terms", program(partner).exceptions());
  }

  List<String> owners() {
    return programs.current().exceptions().owners().values().stream().distinct().sorted().toList();
  }

  int renewals(ExceptionCase exception) {
    return program(partners.facts(exception.partner())).exceptions().renewals();
  }

  private Program program(PartnerFacts partner) {
    return programs.version(partner.programVersion());
  }
}
