package dev.entente.engine.api;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Evaluates decisions outside a process. */
@RestController
@RequestMapping("/v2/decision-definitions")
class DecisionController {
}
