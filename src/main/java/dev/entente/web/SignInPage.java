package dev.entente.web;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;

/** The page that offers the ways to sign in, and the one for those to whom that gave nothing. */
@Controller
class SignInPage {

  private final SignInWays ways;

  SignInPage(SignInWays ways) {
    this.ways = ways;
  }

  @GetMapping("/login")
  String login(Model model) {
    model.addAttribute("providers", ways.providers());
    model.addAttribute("passwords", ways.passwords());
    return "page/login";
  }

  /** Whatever they asked for: what is forwarded here keeps its method. */
  @RequestMapping(Strangers.PAGE)
  @ResponseStatus(HttpStatus.FORBIDDEN)
  String stranger(Authentication signedIn) {
    if (!Strangers.isOne(signedIn)) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return "page/stranger";
  }
}
