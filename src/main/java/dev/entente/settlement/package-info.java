/**
 * What a partner and the vendor still owe each other, and the statement that settles it.
 *
 * <p>An {@link dev.entente.settlement.Obligation} is a fee (the partner owes it), a credit (the vendor owes it) or material to return or destroy. It belongs
 * to a case of another feature, named by a text such as {@code termination:7}; this package knows no such feature. The features that end a partnership
 * add obligations through {@link dev.entente.settlement.ObligationEntry}; people add and complete them on the settlement page until the statement is issued.
 *
 * <p>A statement goes DRAFT, ISSUED, perhaps DISPUTED and back to DRAFT, FINAL, CLOSED. Issuing freezes what it says in a document; what is disputed and
 * corrected is issued anew with the next version. Amounts are whole cents of the program's one currency.
 */
@ApplicationModule(allowedDependencies = {"document", "identity", "mail", "partner", "process", "program", "trail"})
@NullMarked
package dev.entente.settlement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

