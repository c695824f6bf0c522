package dev.entente.partner;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** How many partners are at which stage, each number leading to their rows. */
@Controller
class PartnerNumbers {

  private final JdbcClient jdbc;

  PartnerNumbers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  record Number(Stage stage, long count) {}

  /** The stages that a partner passes, and of the others those that are not empty. */
  @GetMapping("/partners/numbers")
  String numbers(Model model) {
    Map<Stage, Long> counts = new HashMap<>();
    jdbc.sql("SELECT stage, count(*) AS count FROM partner GROUP BY stage").query(Number.class).list()
        .forEach(number -> counts.put(number.stage(), number.count()));
    List<Number> numbers = Arrays.stream(Stage.values())
        .filter(stage -> stage.acceptsGrants() || counts.containsKey(stage))
        .map(stage -> new Number(stage, counts.getOrDefault(stage, 0L)))
        .toList();
    model.addAttribute("numbers", numbers);
    return "page/partner/numbers";
  }
}
