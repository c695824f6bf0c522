package dev.entente.training;

import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.tasks.TaskChoices;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The partner's people, to choose from where somebody is nominated: their names stand in no process. */
@Component
class PeopleToNominate implements TaskChoices {

  private final Partners partners;

  PeopleToNominate(Partners partners) {
    this.partners = partners;
  }

  @Override
  public String valuesKey() {
    return "partnerPeople";
  }

  @Override
  public Map<String, String> of(String partnerId) {
    Map<String, String> people = new LinkedHashMap<>();
    partners.facts(new PartnerId(partnerId)).contacts()
        .forEach(contact -> people.put(String.valueOf(contact.id()), contact.name() + " (" + contact.email() + ")"));
    return people;
  }
}
