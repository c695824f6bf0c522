package dev.entente;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts Entente with whatever the configuration leaves embedded. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class EntenteApplication {

  public static void main(String[] args) {
    SpringApplication.run(EntenteApplication.class, args);
  }
}
