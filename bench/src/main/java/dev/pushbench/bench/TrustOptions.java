package dev.pushbench.bench;

import dev.pushbench.bench.input.TextFile;
import dev.pushbench.bench.input.UsageError;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.tls.TlsTrust;
import dev.pushbench.protocol.TlsVersion;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of {@code run} that say whether a server that is there already is believed to be the one it is meant to be. */
final class TrustOptions {
    private static final String CA = "--tls-ca";
    private static final String INSECURE = "--tls-insecure";

    @Option(
            names = CA,
            paramLabel = "<file>",
            description =
                    "Certificates in PEM to which that of an https --target has to lead. Default: those that Java trusts.")
    private Optional<String> ca = Optional.empty();

    @Option(names = INSECURE, description = "Believe an https --target whatever certificate it shows.")
    private boolean insecure;

    /** @throws UsageError where the file cannot be used, or an option means nothing */
    Optional<TlsTrust> checked(Optional<Target> target) {
        if (target.filter(Target::isSecure).isEmpty()) {
            if (insecure || ca.isPresent()) {
                throw new UsageError(insecure ? INSECURE : CA, "means nothing without an https " + Target.OPTION);
            }
            return Optional.empty();
        }
        if (insecure && ca.isPresent()) {
            throw new UsageError(INSECURE, "makes nothing of " + CA + ", allowed: one of the two");
        }
        return target.map(server -> new TlsTrust(Optional.of(server.host()), certificates(), !insecure));
    }

    private List<String> certificates() {
        return ca.map(TrustOptions::read).stream().toList();
    }

    private static String read(String file) {
        String pem = TextFile.read(
                file, () -> new UsageError(CA, "no such file", file, "a readable file with certificates in PEM"));
        try {
            new LoadPlan.Security(new LoadPlan.Tls(TlsVersion.V1_3, true), TlsTrust.in(List.of(pem))).client();
            return pem;
        } catch (IllegalArgumentException unusable) {
            throw new UsageError(CA, String.valueOf(unusable.getMessage()), file, "certificates in PEM");
        }
    }
}
