package dev.entente.document;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How documents are sealed.
 *
 * @param keystore PKCS#12 file with one private key and its certificate; none: a key is made and kept in the data folder
 * @param password of the file; give it by the environment, as {@code ENTENTE_SEAL_PASSWORD}
 * @param name whose seal it is, where the certificate is made here
 */
@ConfigurationProperties("entente.seal")
record SealProperties(@Nullable Path keystore, @DefaultValue("") String password, @DefaultValue("Entente Partner Program") String name) {}
