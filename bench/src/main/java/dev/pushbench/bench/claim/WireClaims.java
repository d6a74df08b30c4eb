package dev.pushbench.bench.claim;

import java.util.ArrayList;
import java.util.List;

/** What is said of heads, frames and connections: C9, C10, C11, C20. */
final class WireClaims {
    static final Claim LARGE_HEADERS = new Claim(
            "C9",
            "HTTP's headers take 800 bytes to kilobytes for each request, WebSocket's a few bytes",
            "Lubbers and Greco, 2010, who count 871 bytes against 2",
            Experiment.of(
                    "200 users poll with the least headers and with those of a browser with a session cookie; WebSocket beside them",
                    List.of("head_bytes_per_delivery", "framing_bytes_per_delivery", "requests_per_delivery"),
                    Part.of("minimal", "techniques=polling users=200 poll_interval=500ms rate=2"),
                    Part.of("browser", "techniques=polling users=200 poll_interval=500ms rate=2 headers=browser"),
                    Part.of("websocket", "techniques=websocket users=200 rate=2 event_bytes=100")),
            "heads of a request and its answer together have to be 800 bytes or more, and a WebSocket's frame may add 14 at most",
            WireClaims::headers);

    static final Claim CONNECTION_ENDS = new Claim(
            "C10",
            "With HTTP the connection ends after each request and its answer",
            "Lubbers and Greco, 2010; RFC 9112, section 9.3, says otherwise",
            Experiment.of(
                    "200 users poll every 500 ms, with keep-alive and without",
                    List.of(
                            "window_connections_opened",
                            "window_requests",
                            "latency_p50_us",
                            "server_java_cpu_us_per_delivery"),
                    Part.of("kept", "techniques=polling users=200 poll_interval=500ms rate=2"),
                    Part.of("closed", "techniques=polling users=200 poll_interval=500ms rate=2 keep_alive=false")),
            "a connection ends after each request where there are at least 0.9 connections for a request",
            WireClaims::connections);

    static final Claim HANDSHAKE_ONLY = new Claim(
            "C11",
            "WebSocket uses HTTP for its handshake and no longer",
            "RFC 6455, section 1.3",
            Experiment.of(
                    "200 users on WebSockets; every byte falls in a class",
                    List.of(
                            "head_bytes_per_delivery",
                            "framing_bytes_per_delivery",
                            "handshake_bytes_per_user",
                            "payload_bytes_per_delivery"),
                    Part.of("websocket", "techniques=websocket users=200 rate=1,10")),
            "not one byte of a head after a user's first event, and some for the handshake",
            WireClaims::handshake);

    static final Claim FIVE_HUNDRED_TO_ONE = new Claim(
            "C20",
            "Against polling, WebSocket cuts header traffic 500 to 1 and latency 3 to 1",
            "Lubbers and Greco, 2010",
            Experiment.of(
                    "200 users, an event for each poll; polling with both header profiles, kept alive and, with all effort, not, against"
                            + " WebSocket with events so small that a frame adds 2 bytes",
                    List.of(
                            "head_bytes_per_delivery",
                            "framing_bytes_per_delivery",
                            "requests_per_delivery",
                            "latency_p50_us"),
                    new Part(
                            "polling",
                            "techniques=polling users=200 poll_interval=500ms rate=2 headers=minimal,browser",
                            "techniques=polling users=200 poll_interval=500ms rate=2 headers=minimal,browser keep_alive=true,false"),
                    Part.of("websocket", "techniques=websocket users=200 rate=2 event_bytes=100")),
            "heads of a request and its answer have to be 500 times what a frame adds, and the median latency 3 times",
            WireClaims::ratios);

    private static final String CONNECTIONS = "window_connections_opened";
    private static final String REQUESTS = "window_requests";
    private static final double LARGE_BYTES = 800;
    private static final double FEW_BYTES = 14;
    private static final double PUBLISHED_HTTP_BYTES = 871;
    private static final double PUBLISHED_FRAME_BYTES = 2;
    private static final double EACH = 0.9;
    private static final double TRAFFIC_RATIO = 500;
    private static final double LATENCY_RATIO = 3;

    private WireClaims() {}

    private static Amount perRequest(Seen poll) {
        return poll.amount("head_bytes_per_delivery").over(poll.amount("requests_per_delivery"));
    }

    private static Amount perFrame(Seen socket) {
        return socket.amount("framing_bytes_per_delivery").plus(socket.amount("head_bytes_per_delivery"));
    }

    static Verdict headers(Measured measured) {
        Amount minimal = perRequest(measured.one("minimal"));
        Amount browser = perRequest(measured.one("browser"));
        Amount frame = perFrame(measured.one("websocket"));
        String finding = "Request and answer together had heads of " + Words.of("bytes", minimal.value())
                + " with the least headers and " + Words.of("bytes", browser.value())
                + " with a browser's; a WebSocket's frame added " + Words.of("bytes", frame.value());
        Verdict verdict = verdict(minimal, browser, frame, finding);
        return verdict.with(
                List.of(
                        Measure.of("heads for each poll, least headers", "bytes", minimal),
                        Measure.of("heads for each poll, browser's headers", "bytes", browser),
                        Measure.of("what a frame adds", "bytes", frame),
                        Measure.of("published, for each poll", "bytes", PUBLISHED_HTTP_BYTES),
                        Measure.of("published, for each frame", "bytes", PUBLISHED_FRAME_BYTES)),
                ClaimChart.bars(
                        "bytes",
                        "bytes for each exchange",
                        List.of(
                                ClaimChart.bar("polling, least", measured.one("minimal"), minimal),
                                ClaimChart.bar("polling, browser", measured.one("browser"), browser),
                                ClaimChart.bar("websocket", measured.one("websocket"), frame))));
    }

    private static Verdict verdict(Amount minimal, Amount browser, Amount frame, String finding) {
        if (frame.below(FEW_BYTES) != Told.YES || browser.above(LARGE_BYTES) == Told.NO) {
            return Verdict.doesNotHold(finding);
        }
        if (browser.above(LARGE_BYTES) == Told.UNSURE) {
            return Verdict.undecided("whether the heads are that large", finding);
        }
        return minimal.above(LARGE_BYTES) == Told.YES
                ? Verdict.holds(finding)
                : Verdict.holdsIf(
                        "requests carry what a browser with a session sends, and not what HTTP alone asks for",
                        finding);
    }

    static Verdict connections(Measured measured) {
        Seen kept = measured.one("kept");
        Seen closed = measured.one("closed");
        Amount withKeepAlive = connectionsPerRequest(kept);
        Amount without = connectionsPerRequest(closed);
        Amount cpu =
                closed.amount("server_java_cpu_us_per_delivery").over(kept.amount("server_java_cpu_us_per_delivery"));
        String finding = "Connections for each request: " + Words.three(withKeepAlive.value()) + " with keep-alive, "
                + Words.three(without.value()) + " without, at " + Words.three(cpu.value()) + " times the server CPU";
        Verdict verdict;
        if (without.above(EACH) != Told.YES) {
            verdict = Verdict.doesNotHold(finding);
        } else if (withKeepAlive.above(EACH) == Told.YES) {
            verdict = Verdict.holds(finding);
        } else {
            verdict = Verdict.holdsIf("keep-alive is switched off; HTTP/1.1 has it on unless told otherwise", finding);
        }
        return verdict.with(
                List.of(
                        Measure.of("connections for each request, keep-alive", "count", withKeepAlive),
                        Measure.of("connections for each request, without", "count", without),
                        Measure.of("server CPU, without keep-alive to with", "ratio", cpu),
                        Measure.of("p50, keep-alive", "us", kept.amount("latency_p50_us")),
                        Measure.of("p50, without", "us", closed.amount("latency_p50_us"))),
                ClaimChart.bars(
                        "count",
                        "connections for each request",
                        List.of(
                                ClaimChart.bar("keep-alive", kept, withKeepAlive),
                                ClaimChart.bar("without", closed, without))));
    }

    /** Connections that were opened in the windows, by the requests that were written in them. */
    private static Amount connectionsPerRequest(Seen cell) {
        return cell.amount(CONNECTIONS).over(cell.amount(REQUESTS));
    }

    static Verdict handshake(Measured measured) {
        List<Seen> sockets = measured.all("websocket");
        double heads = sockets.stream()
                .mapToDouble(cell -> cell.amount("head_bytes_per_delivery").value())
                .sum();
        double handshakes = sockets.stream()
                .mapToDouble(cell -> cell.amount("handshake_bytes_per_user").value())
                .min()
                .orElseThrow();
        Seen socket = sockets.get(0);
        String finding = "Each user's handshake took " + Words.of("bytes", handshakes)
                + " of HTTP; after it, heads took " + Words.of("bytes", heads) + " for each delivery and frames "
                + Words.of("bytes", socket.amount("framing_bytes_per_delivery").value());
        Verdict verdict = heads == 0 && handshakes > 0 ? Verdict.holds(finding) : Verdict.doesNotHold(finding);
        List<Measure> measures = new ArrayList<>();
        for (Seen cell : sockets) {
            String at = ", " + Words.three(cell.eventsPerSecond()) + " events/s";
            measures.add(Measure.of("handshake per user" + at, "bytes", cell.amount("handshake_bytes_per_user")));
            measures.add(Measure.of("heads per delivery" + at, "bytes", cell.amount("head_bytes_per_delivery")));
        }
        return verdict.with(
                measures,
                ClaimChart.bars(
                        "bytes",
                        "bytes",
                        List.of(
                                ClaimChart.bar("handshake, once", socket, socket.amount("handshake_bytes_per_user")),
                                ClaimChart.bar("heads per event", socket, socket.amount("head_bytes_per_delivery")),
                                ClaimChart.bar("frame per event", socket, socket.amount("framing_bytes_per_delivery")),
                                ClaimChart.bar("the event", socket, socket.amount("payload_bytes_per_delivery")))));
    }

    static Verdict ratios(Measured measured) {
        Seen socket = measured.one("websocket");
        List<Measure> measures = new ArrayList<>();
        List<ClaimChart.Line> bars = new ArrayList<>();
        List<Told> each = new ArrayList<>();
        List<String> where = new ArrayList<>();
        List<String> findings = new ArrayList<>();
        for (Seen poll : measured.all("polling")) {
            Amount traffic = perRequest(poll).over(perFrame(socket));
            Amount latency = poll.amount("latency_p50_us").over(socket.amount("latency_p50_us"));
            String name = poll.row().text("headers")
                    + (poll.row().text("keep_alive").equals("true") ? "" : ", no keep-alive");
            measures.add(Measure.of("header traffic, " + name, "ratio", traffic));
            measures.add(Measure.of("median latency, " + name, "ratio", latency));
            bars.add(ClaimChart.bar(name, poll, traffic));
            Told told = Told.all(List.of(traffic.above(TRAFFIC_RATIO), latency.above(LATENCY_RATIO)));
            each.add(told);
            if (told == Told.YES) {
                where.add(name);
            }
            findings.add(Words.three(traffic.value()) + " to 1 and " + Words.three(latency.value()) + " to 1 (" + name
                    + ")");
        }
        String finding = "Header traffic and latency were cut by " + Words.listed(findings) + ", with a frame of "
                + Words.of("bytes", perFrame(socket).value()) + " and polls every "
                + Words.micros(measured.all("polling").get(0).setting("poll_interval_ms") * 1e3);
        Verdict verdict = switch (Told.all(each)) {
            case YES -> Verdict.holds(finding);
            case NO, UNSURE -> {
                if (!where.isEmpty()) {
                    yield Verdict.holdsIf("polls have these headers: " + Words.listed(where), finding);
                }
                yield each.stream().allMatch(told -> told == Told.NO)
                        ? Verdict.doesNotHold(finding)
                        : Verdict.undecided("whether 500 to 1 is reached", finding);
            }
        };
        return verdict.with(measures, ClaimChart.bars("ratio", "heads of a poll, to what a frame adds", bars));
    }
}
