package dev.entente.web;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page, put together from parts that the features serve, and the page that says what this software is made of. */
@Controller
class HomeController {

  private final Libraries libraries;

  HomeController(Libraries libraries) {
    this.libraries = libraries;
  }

  @GetMapping("/")
  String home() {
    return "page/web/home";
  }

  /** For browsers that ask for it whatever a page says, as beside a plain text. */
  @GetMapping("/favicon.ico")
  String mark() {
    return "redirect:/assets/mark.svg";
  }

  @GetMapping("/about")
  String about(Model model) {
    model.addAttribute("version", libraries.ownVersion());
    model.addAttribute("libraries", libraries.all());
    return "page/web/about";
  }
}
