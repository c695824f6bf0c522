package dev.entente.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The page that asks for name and password. */
@Controller
class SignInPage {

  @GetMapping("/login")
  String login() {
    return "page/login";
  }
}
