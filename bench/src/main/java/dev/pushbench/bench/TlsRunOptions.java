package dev.pushbench.bench;

import dev.pushbench.bench.scenario.SuiteKey;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of {@code run} that say which TLS is spoken. */
final class TlsRunOptions {
    /** What {@code --tls} alone means. */
    static final String USUAL = "1.3";

    @Option(
            names = "--tls",
            arity = "0..1",
            fallbackValue = USUAL,
            paramLabel = "<list>",
            description = "Speak https and wss: none, 1.3 or 1.2; 1.3 where it is not said. Our own server makes a"
                    + " certificate for it, which the load generator is told to trust (docs/tls.md).")
    private Optional<String> tls = Optional.empty();

    @Option(
            names = "--tls-resumption",
            paramLabel = "<list>",
            description = "Whether a user that connects again goes on with its TLS session: true or false.")
    private Optional<String> resumption = Optional.empty();

    /** What was given, not yet checked; empty for an option that was not, so that a suite decides. */
    Map<SuiteKey, Optional<String>> texts() {
        return Map.of(SuiteKey.TLS, tls, SuiteKey.TLS_RESUMPTION, resumption);
    }
}
