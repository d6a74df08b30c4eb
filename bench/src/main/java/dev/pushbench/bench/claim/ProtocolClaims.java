package dev.pushbench.bench.claim;

import dev.pushbench.bench.claim.direct.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is said of WebSocket's handshake: C18. */
final class ProtocolClaims {
    static final Claim WRONG_ACCEPT = new Claim(
            "C18",
            "A wrong Sec-WebSocket-Accept has to fail the connection",
            "RFC 6455, section 4.1, step 4",
            new Experiment(
                    "Three clients (our load generator, Java-WebSocket, the JDK's) meet a server that answers the key rightly, wrongly, or"
                            + " not at all; our server is asked with the RFC's own key and 100 others",
                    List.of(),
                    List.of(),
                    both()),
            "every client refuses a wrong value and none at all, and takes the right one; our server computes the right one",
            ProtocolClaims::accept);

    private ProtocolClaims() {}

    private static List<String> both() {
        List<String> both = new ArrayList<>(Checks.OF_CLIENTS);
        both.addAll(Checks.OF_SERVER);
        return both;
    }

    static Verdict accept(Measured measured) {
        List<String> all = both();
        List<String> failed =
                all.stream().filter(check -> !measured.check(check)).toList();
        List<String> taken = Checks.OF_CLIENTS.stream()
                .filter(check -> check.contains(" refuses ") && !measured.check(check))
                .toList();
        String finding = (all.size() - failed.size()) + " of " + all.size() + " checks were so"
                + (failed.isEmpty() ? "" : "; not so: " + Words.listed(failed));
        Verdict verdict;
        if (failed.isEmpty()) {
            verdict = Verdict.holds(finding);
        } else if (taken.isEmpty() || taken.size() == Checks.OF_CLIENTS.size() * 2 / 3) {
            verdict = Verdict.doesNotHold(finding);
        } else {
            verdict = Verdict.holdsIf("the client is none of those that took such a connection", finding);
        }
        return verdict.with(
                all.stream()
                        .map(check -> Measure.of(check, "check", measured.check(check) ? 1 : 0))
                        .toList(),
                ClaimChart.bars(
                        "count",
                        "checks that were so",
                        List.of(
                                bar("clients", Checks.OF_CLIENTS, measured),
                                bar("our server", Checks.OF_SERVER, measured))));
    }

    static ClaimChart.Line bar(String name, List<String> checks, Measured measured) {
        double so = checks.stream().filter(measured::check).count();
        return new ClaimChart.Line(
                name, Optional.empty(), List.of(new ClaimChart.Point(0, so, Optional.empty(), Optional.empty())));
    }
}
