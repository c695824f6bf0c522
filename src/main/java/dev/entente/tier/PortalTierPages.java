package dev.entente.tier;

import dev.entente.partner.Contact;
import dev.entente.partner.Stage;
import dev.entente.portal.PortalPage;
import dev.entente.portal.PortalUser;
import dev.entente.portal.Rights;
import dev.entente.tier.FactSnapshots.Gathered;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** A partner's own tier in its portal: where it stands, and what the next tier asks for. */
@Controller
class PortalTierPages {

  private final FactSnapshots gathering;
  private final VerdictView views;
  private final Reviews reviews;
  private final Rights rights;
  private final MessageSource messages;

  PortalTierPages(FactSnapshots gathering, VerdictView views, Reviews reviews, Rights rights, MessageSource messages) {
    this.gathering = gathering;
    this.views = views;
    this.reviews = reviews;
    this.rights = rights;
    this.messages = messages;
  }

  /** Puts the page into the portal's navigation. */
  @Configuration(proxyBeanMethods = false)
  static class Navigation {

    @Bean
    PortalPage tierInPortal() {
      return new PortalPage("tier", "/portal/tier", 25, false);
    }
  }

  @GetMapping("/portal/tier")
  String tier(PortalUser user, Model model) {
    Gathered gathered = gathering.gather(user.partner());
    model.addAttribute("active", gathered.partner().stage() == Stage.ACTIVE);
    model.addAttribute("tier", gathered.facts().tier());
    model.addAttribute("view", views.of(gathered, names(gathered, user)));
    model.addAttribute("open", reviews.openOf(user.partner()).orElse(null));
    return "page/tier/portal";
  }

  /** Results of colleagues are named to who leads the partnership only. */
  private Map<Long, String> names(Gathered gathered, PortalUser user) {
    boolean leads = rights.leads(user);
    String colleague = messages.getMessage("tier.portal.colleague", null, LocaleContextHolder.getLocale());
    return gathered.partner().contacts().stream()
        .collect(Collectors.toMap(Contact::id, contact -> leads || contact.id() == user.contactId() ? contact.name() : colleague));
  }
}
