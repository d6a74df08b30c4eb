package dev.pushbench.bench.claim;

import dev.pushbench.bench.claim.direct.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is said of WebSocket's frames, of its handshake and of TLS: C17, C18, C19. */
final class ProtocolClaims {
    static final Claim TEXT_OR_BINARY = new Claim(
            "C17",
            "Messages carry text or binary, and a sub-protocol gives them a form",
            "RFC 6455, sections 1.9 and 5.6",
            new Experiment(
                    "200 users on WebSockets get the same events in text frames and in binary ones; handshakes offer either sub-protocol,"
                            + " both, none, and one that is not known",
                    List.of(
                            Part.of("text", "techniques=websocket users=200 rate=10"),
                            Part.of("binary", "techniques=websocket users=200 rate=10 frames=binary")),
                    List.of(
                            "payload_bytes_per_delivery",
                            "framing_bytes_per_delivery",
                            "server_java_cpu_us_per_delivery",
                            "handshake_bytes_per_user"),
                    Checks.OF_SUBPROTOCOLS),
            "both kinds of frames bring the same bytes of events, and every offer is answered as it should be",
            ProtocolClaims::frames);

    static final Claim OVER_TLS = new Claim(
            "C19",
            "wss is ws over TLS",
            "RFC 6455, sections 3 and 11.1.2",
            new Experiment(
                    "200 users on WebSockets, and 20 that poll on a connection each time, plain and over TLS 1.3; ports are free ones, not 80"
                            + " and 443",
                    List.of(
                            Part.of("ws", "techniques=websocket users=200 rate=10"),
                            Part.of("wss", "techniques=websocket users=200 rate=10 tls=1.3")
                                    .needing("tls_handshake_bytes_per_user", "tls_handshake_p50_us"),
                            Part.of("http", "techniques=polling users=20 poll_interval=500ms rate=2 keep_alive=false"),
                            Part.of(
                                    "https",
                                    "techniques=polling users=20 poll_interval=500ms rate=2 keep_alive=false tls=1.3")),
                    List.of(
                            "payload_bytes_per_delivery",
                            "framing_bytes_per_delivery",
                            "head_bytes_per_delivery",
                            "tls_bytes_per_delivery",
                            "server_java_cpu_us_per_delivery"),
                    List.of()),
            "over TLS the bytes of events, frames and heads have to be the same as without, and TLS has to add some of its own",
            ProtocolClaims::tls);

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

    /** Bytes may differ by so much, for the last digit of what is told. */
    private static final double SAME = 0.02;

    private static final String PAYLOAD = "payload_bytes_per_delivery";
    private static final String FRAMING = "framing_bytes_per_delivery";
    private static final String HEAD = "head_bytes_per_delivery";
    private static final String TLS = "tls_bytes_per_delivery";
    private static final String HANDSHAKE = "handshake_bytes_per_user";
    private static final String CPU = "server_java_cpu_us_per_delivery";

    private ProtocolClaims() {}

    private static List<String> both() {
        List<String> both = new ArrayList<>(Checks.OF_CLIENTS);
        both.addAll(Checks.OF_SERVER);
        return both;
    }

    static Verdict frames(Measured measured) {
        Seen text = measured.one("text");
        Seen binary = measured.one("binary");
        List<String> failed = Checks.OF_SUBPROTOCOLS.stream()
                .filter(check -> !measured.check(check))
                .toList();
        Amount payload = binary.amount(PAYLOAD).over(text.amount(PAYLOAD));
        Amount cpu = binary.amount(CPU).over(text.amount(CPU));
        String finding =
                "Binary frames brought " + Words.three(payload.value()) + " times the bytes of text frames, at "
                        + Words.three(cpu.value()) + " times the server CPU; "
                        + (Checks.OF_SUBPROTOCOLS.size() - failed.size()) + " of " + Checks.OF_SUBPROTOCOLS.size()
                        + " offers were answered as they should be"
                        + (failed.isEmpty() ? "" : ", not so: " + Words.listed(failed));
        Verdict verdict = failed.isEmpty() && isSame(payload) ? Verdict.holds(finding) : Verdict.doesNotHold(finding);
        List<Measure> measures = new ArrayList<>(List.of(
                Measure.of("event bytes per delivery, text", "bytes", text.amount(PAYLOAD)),
                Measure.of("event bytes per delivery, binary", "bytes", binary.amount(PAYLOAD)),
                Measure.of("frame bytes per delivery, text", "bytes", text.amount(FRAMING)),
                Measure.of("frame bytes per delivery, binary", "bytes", binary.amount(FRAMING)),
                Measure.of("handshake per user, text without a sub-protocol", "bytes", text.amount(HANDSHAKE)),
                Measure.of("handshake per user, binary", "bytes", binary.amount(HANDSHAKE)),
                Measure.of("server CPU, binary to text", "ratio", cpu)));
        Checks.OF_SUBPROTOCOLS.forEach(
                check -> measures.add(Measure.of(check, "check", measured.check(check) ? 1 : 0)));
        return verdict.with(
                measures,
                ClaimChart.bars(
                        "us",
                        "server CPU per delivery",
                        List.of(
                                ClaimChart.bar("text", text, text.amount(CPU)),
                                ClaimChart.bar("binary", binary, binary.amount(CPU)))));
    }

    private static boolean isSame(Amount ratio) {
        return ratio.above(1 - SAME) == Told.YES && ratio.below(1 + SAME) == Told.YES;
    }

    static Verdict tls(Measured measured) {
        Seen ws = measured.one("ws");
        Seen wss = measured.one("wss");
        Seen http = measured.one("http");
        Seen https = measured.one("https");
        Amount plain = wss.amount(PAYLOAD)
                .plus(wss.amount(FRAMING))
                .plus(wss.amount(HEAD))
                .over(ws.amount(PAYLOAD).plus(ws.amount(FRAMING)).plus(ws.amount(HEAD)));
        Amount added = wss.amount(TLS);
        Amount cpu = wss.amount(CPU).over(ws.amount(CPU));
        Amount closingCpu = https.amount(CPU).over(http.amount(CPU));
        Amount handshake = wss.amount("tls_handshake_bytes_per_user");
        String finding = "Inside TLS a delivery took " + Words.three(plain.value())
                + " times the bytes of ws; TLS added "
                + Words.of("bytes", added.value()) + " to each, and " + Words.of("bytes", handshake.value()) + " and "
                + Words.micros(wss.amount("tls_handshake_p50_us").value()) + " to a user's handshake, at "
                + Words.three(cpu.value()) + " times the server CPU; polling on a connection each time, "
                + Words.of("bytes", https.amount(TLS).value()) + " for each delivery and "
                + Words.three(closingCpu.value()) + " times the CPU";
        Verdict verdict = isSame(plain) && added.value() > 0 && ws.amount(TLS).value() == 0
                ? Verdict.holds(finding)
                : Verdict.doesNotHold(finding);
        return verdict.with(
                List.of(
                        Measure.of("bytes inside TLS, wss to ws", "ratio", plain),
                        Measure.of("TLS per delivery, wss", "bytes", added),
                        Measure.of("TLS per delivery, polling without keep-alive", "bytes", https.amount(TLS)),
                        Measure.of("TLS handshake per user", "bytes", handshake),
                        Measure.of("TLS handshake, half within", "us", wss.amount("tls_handshake_p50_us")),
                        Measure.of("server CPU, wss to ws", "ratio", cpu),
                        Measure.of("server CPU, https to http without keep-alive", "ratio", closingCpu)),
                ClaimChart.bars(
                        "us",
                        "server CPU per delivery",
                        List.of(
                                ClaimChart.bar("ws", ws, ws.amount(CPU)),
                                ClaimChart.bar("wss", wss, wss.amount(CPU)),
                                ClaimChart.bar("http, closing", http, http.amount(CPU)),
                                ClaimChart.bar("https, closing", https, https.amount(CPU)))));
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
