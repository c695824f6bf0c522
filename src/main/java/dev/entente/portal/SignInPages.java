package dev.entente.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.CurrentSecurityContext;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The way in and out: ask for a link, follow it, press the button; never cached, and no other site learns the address. */
@Controller
@RequestMapping("/portal")
class SignInPages {

  private static final String FORM = "page/portal/sign-in";

  private final SignInRequests requests;
  private final LinkThrottle throttle;
  private final SignIn signIn;
  private final SignInSession session;

  SignInPages(SignInRequests requests, LinkThrottle throttle, SignIn signIn, SignInSession session) {
    this.requests = requests;
    this.throttle = throttle;
    this.signIn = signIn;
    this.session = session;
  }

  record LinkForm(
      @NotBlank(message = "{portal.signIn.missing}") @Email(message = "{portal.signIn.noAddress}")
      @Size(max = 254, message = "{portal.signIn.noAddress}") @Nullable String email) {}

  @ModelAttribute
  void keepSecret(HttpServletResponse response) {
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  @GetMapping("/sign-in")
  String form(Model model) {
    model.addAttribute("form", new LinkForm(""));
    return FORM;
  }

  @PostMapping("/sign-in")
  String ask(@Valid @ModelAttribute("form") LinkForm form, BindingResult errors, HttpServletRequest request, HttpServletResponse response) {
    if (errors.hasErrors()) {
      return FORM;
    }
    String email = String.valueOf(form.email()).strip();
    if (!throttle.mayAsk(email, request.getRemoteAddr())) {
      response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
      errors.rejectValue("email", "portal.signIn.tooMany");
      return FORM;
    }
    requests.take(email);
    return "redirect:/portal/sign-in/sent";
  }

  @GetMapping("/sign-in/sent")
  String sent(Model model) {
    model.addAttribute("minutes", SignInLinks.USABLE.toMinutes());
    return "page/portal/sent";
  }

  /** Looking does not use the link up: programs that check mails look at all links. */
  @GetMapping("/sign-in/{token}")
  String confirm(@PathVariable String token, Model model, HttpServletResponse response) {
    if (!signIn.isPossible(token)) {
      return notUsable(response);
    }
    model.addAttribute("token", token);
    return "page/portal/confirm";
  }

  @PostMapping("/sign-in/{token}")
  String comeIn(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
    Optional<PortalAuthentication> signedIn = signIn.with(token);
    return signedIn.isEmpty() ? notUsable(response) : "redirect:" + session.begin(signedIn.get(), request, response);
  }

  @PostMapping("/sign-out")
  String leave(@CurrentSecurityContext(expression = "authentication") PortalAuthentication signedIn, HttpServletRequest request,
      HttpServletResponse response) {
    signIn.end(signedIn);
    session.end(request, response);
    return "redirect:/portal/sign-in?out";
  }

  private static String notUsable(HttpServletResponse response) {
    response.setStatus(HttpStatus.GONE.value());
    return "page/portal/link-not-usable";
  }
}
