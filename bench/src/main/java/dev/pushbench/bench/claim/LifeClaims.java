package dev.pushbench.bench.claim;

import dev.pushbench.bench.claim.Border.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is said of users that come back, speak themselves, or lose their server: C7, C12, C15. */
final class LifeClaims {
    static final Claim HERD = new Claim(
            "C7",
            "When one event reaches many long polls, all come back at once, and the load jumps",
            "RFC 6202, section 2",
            Experiment.of(
                    "200 and more users on long polls; events in pairs, the second 20 ms after the first",
                    List.of(
                            "herd_requests_max",
                            "server_cpu_peak_cores",
                            "server_java_cpu_us_per_delivery",
                            "latency_p50_us",
                            "next_latency_p50_us"),
                    new Part(
                            "herd",
                            "techniques=long-polling scenario=herd rate=2 users=200,1000",
                            "techniques=long-polling scenario=herd rate=2 users=200,1000,4000")),
            "within 100 ms of an event at least 0.9 requests for each user have to come, and in some 100 ms the server's CPU has to be at"
                    + " least twice its mean",
            LifeClaims::herd);

    static final Claim UPSTREAM = new Claim(
            "C12",
            "Sending to the server is awkward with long polling and streaming; WebSocket goes both ways",
            "RFC 6202, section 3; Lubbers and Greco, 2010",
            Experiment.of(
                    "100 users in rooms of ten, all of whom publish: POST with long polling and streaming, frames with WebSocket",
                    List.of(
                            "upstream_requests_per_message",
                            "upstream_bytes_per_message",
                            "upstream_payload_bytes_per_message_up",
                            "latency_p50_us"),
                    new Part(
                            "post",
                            "techniques=long-polling,streaming scenario=chat users=100 rate=20",
                            "techniques=polling,long-polling,streaming,sse scenario=chat users=100 rate=20"),
                    Part.of("websocket", "techniques=websocket scenario=chat users=100 rate=20")),
            "awkward is a request of its own for each message with at least 10 times the bytes that a frame adds; and it holds without"
                    + " condition where messages are also twice as late as by WebSocket",
            LifeClaims::upstream);

    static final Claim SERVER_DOWN = new Claim(
            "C15",
            "When the server goes down, nobody can talk",
            "said of every technique with a server in the middle",
            Experiment.of(
                    "100 users of each technique; the server is killed in the middle of the window, and started again",
                    List.of("users_recovered", "recovery_p50_ms", "recovery_max_ms", "deliveries_lost"),
                    Part.of(
                            "all",
                            "techniques=polling,long-polling,streaming,sse,websocket scenario=restart users=100 rate=10"
                                    + " poll_interval=500ms window=4s windows=1")),
            "it holds where users stay without events once the server is back; it does not where all have events again within 100 ms of"
                    + " the kill; otherwise for as long as that takes",
            LifeClaims::serverDown);

    private static final double COME_BACK = 0.9;
    private static final double JUMPS = 2;
    private static final double A_REQUEST_EACH = 0.9;
    private static final double AWKWARD_BYTES = 10;
    private static final double LATER = 2;
    private static final double UNNOTICED_MILLIS = 100;

    private LifeClaims() {}

    static Verdict herd(Measured measured) {
        List<Seen> herds = measured.all("herd").stream()
                .sorted(Comparator.comparingInt(Seen::users))
                .toList();
        List<Step> steps = new ArrayList<>();
        List<String> findings = new ArrayList<>();
        List<Measure> measures = new ArrayList<>();
        for (Seen cell : herds) {
            Amount requests = cell.amount("herd_requests_max").times(1.0 / cell.users());
            Amount peak = cell.amount("server_cpu_peak_cores");
            Amount jump = peak.over(cell.serverCores());
            steps.add(new Step(
                    cell.users(), Told.all(List.of(Told.of(requests.value() >= COME_BACK), jump.above(JUMPS)))));
            findings.add(cell.users() + " users sent " + Words.three(requests.value())
                    + " requests each within 100 ms of an event, at " + Words.three(jump.value())
                    + " times the mean CPU, and half of them had the next event within "
                    + Words.micros(cell.amount("next_latency_p50_us").value()));
            String at = ", " + cell.users() + " users";
            measures.add(Measure.of("requests per user in 100 ms" + at, "count", requests));
            measures.add(Measure.of("server CPU at most, cores" + at, "count", peak));
            measures.add(Measure.of("server CPU at most, to its mean" + at, "ratio", jump));
            measures.add(Measure.of("p50 of all events" + at, "us", cell.amount("latency_p50_us")));
            measures.add(Measure.of("p50 of the next event" + at, "us", cell.amount("next_latency_p50_us")));
        }
        String finding = String.join("; ", findings);
        Border border = Border.of(steps);
        Verdict verdict = switch (border.kind()) {
            case EVERYWHERE -> Verdict.holds(finding);
            case NOWHERE -> Verdict.doesNotHold(finding);
            case FROM ->
                Verdict.holdsIf(
                        Words.three(border.yes().orElseThrow()) + " or more hear of the same event ("
                                + (border.no().isPresent()
                                        ? "with " + Words.three(border.no().getAsDouble()) + " not yet"
                                        : "of fewer this run cannot tell")
                                + ")",
                        finding);
            case UP_TO, UNCLEAR -> Verdict.undecided("whether the load jumps", finding);
        };
        return verdict.with(
                measures,
                ClaimChart.lines(
                        "count",
                        "requests within 100 ms of an event",
                        "users",
                        Lines.of(herds, Seen::users, cell -> cell.amount("herd_requests_max"))));
    }

    static Verdict upstream(Measured measured) {
        Seen socket = measured.one("websocket");
        Amount frame = beside(socket);
        List<Told> isAwkward = new ArrayList<>();
        List<Told> isLate = new ArrayList<>();
        List<String> findings = new ArrayList<>();
        List<Measure> measures = new ArrayList<>(List.of(
                Measure.of("bytes beside a message, websocket", "bytes", frame),
                Measure.of("p50 from due to each member, websocket", "us", socket.amount("latency_p50_us"))));
        List<ClaimChart.Line> bars = new ArrayList<>();
        for (Seen post : measured.all("post")) {
            String name = post.technique().id();
            Amount requests = post.amount("upstream_requests_per_message");
            Amount bytes = beside(post);
            Amount latency = post.amount("latency_p50_us").over(socket.amount("latency_p50_us"));
            isAwkward.add(Told.all(
                    List.of(requests.above(A_REQUEST_EACH), bytes.over(frame).above(AWKWARD_BYTES))));
            isLate.add(latency.above(LATER));
            findings.add(name + " " + Words.three(requests.value()) + " requests, " + Words.of("bytes", bytes.value())
                    + " and " + Words.three(latency.value()) + " times the latency");
            measures.add(Measure.of("requests for each message, " + name, "count", requests));
            measures.add(Measure.of("bytes beside a message, " + name, "bytes", bytes));
            measures.add(Measure.of("median latency to that of websocket, " + name, "ratio", latency));
            bars.add(ClaimChart.bar(name, post, bytes));
        }
        bars.add(ClaimChart.bar("websocket", socket, frame));
        String finding = "A message took " + Words.of("bytes", frame.value()) + " beside itself by WebSocket; "
                + Words.listed(findings);
        Verdict verdict = switch (Told.all(isAwkward)) {
            case NO -> Verdict.doesNotHold(finding);
            case UNSURE -> Verdict.undecided("whether it is awkward", finding);
            case YES ->
                Told.all(isLate) == Told.YES
                        ? Verdict.holds(finding)
                        : Verdict.holdsIf(
                                "awkward means requests and bytes; messages were not told to be later on one machine",
                                finding);
        };
        return verdict.with(measures, ClaimChart.bars("bytes", "bytes beside a message, up and its answer", bars));
    }

    /** What carries a message up, and its answer, without the message. */
    private static Amount beside(Seen cell) {
        return cell.amount("upstream_bytes_per_message")
                .excessOver(cell.amount("upstream_payload_bytes_per_message_up"));
    }

    static Verdict serverDown(Measured measured) {
        List<Seen> all = measured.all("all");
        List<String> left = all.stream()
                .filter(cell -> cell.amount("users_recovered").value() < cell.users())
                .map(cell -> cell.technique().id())
                .toList();
        List<Measure> measures = new ArrayList<>();
        for (Seen cell : all) {
            String of = ", " + cell.technique().id();
            measures.add(Measure.of(
                    "half of the users had events again after, ms" + of, "count", cell.amount("recovery_p50_ms")));
            measures.add(Measure.of("the last of them after, ms" + of, "count", cell.amount("recovery_max_ms")));
            measures.add(Measure.of("users that had" + of, "count", cell.amount("users_recovered")));
            measures.add(Measure.of(
                    "deliveries lost with the server's memory" + of, "count", cell.amount("deliveries_lost")));
        }
        String finding = "After the kill all had events again within "
                + Words.listed(all.stream()
                        .map(cell -> Words.micros(cell.amount("recovery_max_ms").value() * 1e3) + " ("
                                + cell.technique().id() + ", "
                                + Words.three(cell.amount("deliveries_lost").value()) + " deliveries lost)")
                        .toList());
        Told isUnnoticed = Told.all(all.stream()
                .map(cell -> cell.amount("recovery_max_ms").below(UNNOTICED_MILLIS))
                .toList());
        double slowest = all.stream()
                .mapToDouble(cell -> cell.amount("recovery_max_ms").value())
                .max()
                .orElseThrow();
        Verdict verdict;
        if (!left.isEmpty()) {
            verdict = Verdict.holds("Without events for good: users of " + Words.listed(left));
        } else if (isUnnoticed == Told.YES) {
            verdict = Verdict.doesNotHold(finding);
        } else if (isUnnoticed == Told.UNSURE) {
            verdict = Verdict.undecided("whether anyone notices", finding);
        } else {
            verdict = Verdict.holdsIf(
                    "nobody starts it again: started at once, every user had events again "
                            + Words.micros(slowest * 1e3) + " after the kill at the latest",
                    finding);
        }
        return verdict.with(
                measures,
                ClaimChart.bars(
                        "us",
                        "from the kill until the last user had an event",
                        all.stream()
                                .map(cell -> ClaimChart.bar(
                                        cell.technique().id(),
                                        cell,
                                        cell.amount("recovery_max_ms").times(1e3)))
                                .toList()));
    }
}
