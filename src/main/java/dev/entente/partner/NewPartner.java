package dev.entente.partner;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A partner to be written into the registry as an applicant.
 *
 * @param nameKey the name as it is compared, see {@link NameKey}
 * @param domain host of the website, null where it tells nothing of whose it is
 * @param registrationKey the number as it is compared
 * @param entryTier what it is granted at first, the requested one at most
 * @param processStart of its onboarding
 */
public record NewPartner(String legalName, String nameKey, String country, @Nullable String website, @Nullable String domain,
    @Nullable String registrationNumber, @Nullable String registrationKey, String requestedTier, String entryTier, Set<String> markets, List<NewContact> contacts,
    String programVersion, String requestedBy, UUID processStart) {}
