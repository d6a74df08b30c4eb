package dev.pushbench.bench;

import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.scenario.Trial;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.tls.TlsClient;
import dev.pushbench.client.tls.TlsTrust;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Whether somebody else's server speaks TLS with us: tried before anything is measured, or every trial would fail of it, one after the other. */
final class TargetCheck {
    private static final Duration LONGEST_GREETING = Duration.ofSeconds(10);
    private static final String INSECURE =
            "pushbench: INSECURE: --tls-insecure: anybody could be the server, nobody checks its certificate";
    private static final String REMEDY = "; --tls-ca FILE names whom to trust";

    private TargetCheck() {}

    /**
     * Shakes hands as the run's cells will; nothing where no server is named or TLS is not spoken.
     *
     * @param warning is told where nobody's certificate is checked
     * @throws UsageError where the server does not shake hands
     */
    static void requireReachable(RunOptions.Checked asked, Consumer<String> warning) {
        Optional<InetSocketAddress> target = asked.processes().target();
        Optional<TlsTrust> trust = asked.processes().trust();
        if (target.isEmpty() || trust.isEmpty()) {
            return;
        }
        if (!trust.get().verified()) {
            warning.accept(INSECURE);
        }
        asked.suite().suite().trials().stream()
                .map(Trial::cell)
                .flatMap(cell -> cell.tls().stream())
                .distinct()
                .forEach(tls -> requireHandshake(target.get(), tls, trust.get()));
    }

    private static void requireHandshake(InetSocketAddress target, LoadPlan.Tls tls, TlsTrust trust) {
        new LoadPlan.Security(tls, trust)
                .client()
                .obstacle(target, LONGEST_GREETING)
                .ifPresent(why -> {
                    String remedy = why.equals(TlsClient.NOT_TRUSTED) ? REMEDY : "";
                    throw new UsageError(Target.OPTION, "TLS " + tls.version() + ": " + why + remedy);
                });
    }
}
