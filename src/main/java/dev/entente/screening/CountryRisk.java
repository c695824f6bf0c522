package dev.entente.screening;

/** The standing of a country, least first. */
public enum CountryRisk {
  NONE, RESTRICTED, EMBARGOED
}
