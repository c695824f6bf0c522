package dev.entente.reconciliation;

import org.jspecify.annotations.Nullable;

/**
 * One difference between the ledger and what a partner ought to have.
 *
 * @param grantId the grant that ought not to be there; null for one that is missing
 * @param detail what exactly, as the end of a message key
 * @param argument what is put into that message
 */
record Deviation(
    Finding.Kind kind, String target, String partner, String holder, String holderName, String role, @Nullable Long grantId, String detail, String argument) {

  boolean isOf(Finding finding) {
    return kind == finding.kind() && target.equals(finding.target()) && partner.equalsIgnoreCase(finding.partner())
        && holder.equalsIgnoreCase(finding.holder()) && role.equalsIgnoreCase(finding.role());
  }
}
