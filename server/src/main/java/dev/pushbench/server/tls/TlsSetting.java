package dev.pushbench.server.tls;

import dev.pushbench.protocol.TlsVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a server speaks TLS.
 *
 * @param versions that it offers; at least one
 * @param own its certificate; one is made for the process where there is none
 * @param certificateOut where the certificate is written for clients to trust
 */
public record TlsSetting(List<TlsVersion> versions, Optional<PemFiles> own, Optional<Path> certificateOut) {
    /** Every version, with a certificate that is thrown away. */
    public static final TlsSetting DEFAULT =
            new TlsSetting(List.of(TlsVersion.values()), Optional.empty(), Optional.empty());

    public TlsSetting {
        versions = List.copyOf(versions);
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("tls protocols must be some of " + TlsVersion.ids() + ", not none");
        }
    }
}
