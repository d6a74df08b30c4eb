package dev.pushbench.server;

import dev.pushbench.protocol.TlsVersion;
import dev.pushbench.server.tls.PemFiles;
import dev.pushbench.server.tls.TlsSetting;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a server that speaks TLS. */
final class TlsOptions {
    @Option(
            names = "--tls",
            description =
                    "Speak https and wss, with a certificate for the loopback that is made at the start and thrown"
                            + " away at the end, unless there is one of --tls-cert.")
    private boolean tls;

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "Certificate in PEM, followed by those that lead to one that clients know.")
    private @Nullable Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "Its key in PEM: PKCS #8, without a password.")
    private @Nullable Path key;

    @Option(
            names = "--tls-protocols",
            paramLabel = "LIST",
            description = "Versions that are offered (default: 1.3,1.2).")
    private @Nullable String versions;

    @Option(
            names = "--tls-cert-out",
            paramLabel = "FILE",
            description = "Where to write the certificate, for clients to trust: curl --cacert FILE.")
    private @Nullable Path certificateOut;

    /** @throws IllegalArgumentException where an option is wrong, or means nothing without another */
    Optional<TlsSetting> setting() {
        if (!tls) {
            if (certificate != null || key != null || versions != null || certificateOut != null) {
                throw new IllegalArgumentException(
                        "--tls-cert, --tls-key, --tls-protocols and --tls-cert-out need --tls");
            }
            return Optional.empty();
        }
        return Optional.of(new TlsSetting(asked(), own(), Optional.ofNullable(certificateOut)));
    }

    private Optional<PemFiles> own() {
        if (certificate != null && key != null) {
            return Optional.of(new PemFiles(certificate, key));
        }
        if (certificate != null || key != null) {
            throw new IllegalArgumentException("--tls-cert and --tls-key need one another");
        }
        return Optional.empty();
    }

    private List<TlsVersion> asked() {
        return versions == null
                ? List.of(TlsVersion.values())
                : Arrays.stream(versions.split(",", -1))
                        .map(TlsOptions::version)
                        .distinct()
                        .toList();
    }

    private static TlsVersion version(String id) {
        return TlsVersion.withId(id.strip())
                .orElseThrow(() -> new IllegalArgumentException(
                        "--tls-protocols: no such version: '" + id + "', allowed: " + TlsVersion.ids()));
    }
}
