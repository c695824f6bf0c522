package dev.entente.application;

/** Why an application ends without a partnership. */
enum ClosingReason {
  DUPLICATE, EMBARGO, SCREENING_MATCH, HIGH_RISK, NOT_APPROVED, SIGNATURE_TIMEOUT, TRAINING_NOT_COMPLETED, PROVISIONING_FAILED, APPLICANT_WITHDREW,
  PARTNER_TERMINATED
}
