package dev.entente.screening;

/** The standing of a country, least first. */
enum CountryRisk {
  NONE, RESTRICTED, EMBARGOED
}
