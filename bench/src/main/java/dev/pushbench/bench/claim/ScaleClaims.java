package dev.pushbench.bench.claim;

import dev.pushbench.bench.claim.Border.Step;
import dev.pushbench.protocol.Technique;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is said of many users: C13, C14, C16. */
final class ScaleClaims {
    static final Claim MEMORY = new Claim(
            "C13",
            "More users need more memory on the server",
            "Pimentel and Nickerson, 2012",
            Experiment.of(
                    "1,000 users of each technique, the server's memory against that before they came",
                    List.of("server_heap_kib_per_user", "server_rss_kib_per_user"),
                    new Part(
                            "all",
                            "techniques=polling,long-polling,streaming,sse,websocket users=1000 rate=1 poll_interval=500ms",
                            "techniques=polling,long-polling,streaming,sse,websocket users=1000,4000 rate=1 poll_interval=500ms")),
            "for each technique the heap after a collection, and the kernel's memory where it can be seen, have to be more than 0.1 KiB"
                    + " for each user",
            ScaleClaims::memory);

    static final Claim DELAY = new Claim(
            "C14",
            "Many connections bring delay",
            "Lubbers and Greco, 2010; Pimentel and Nickerson, 2012",
            Experiment.of(
                    "200 to 8,000 users on WebSockets, with all effort on long polls too, an event a second for all of them",
                    List.of("latency_p50_us"),
                    new Part(
                            "push",
                            "techniques=websocket rate=1 users=200,1000,8000",
                            "techniques=websocket,long-polling rate=1 users=200,1000,4000,8000")),
            "delay is a median of WebSocket more than twice that with the fewest users",
            ScaleClaims::delay);

    static final Claim STATE = new Claim(
            "C16",
            "A WebSocket is state that the server keeps, which is a load in itself",
            "RFC 6202, section 5, says it of every connection that stays open",
            Experiment.of(
                    "1,000 users on WebSockets, beside pollers that keep their connections and pollers that do not; and 1,000 on idle"
                            + " WebSockets, with heartbeats",
                    List.of("server_heap_kib_per_user"),
                    Part.of("websocket", "techniques=websocket users=1000 rate=1"),
                    Part.of("kept", "techniques=polling users=1000 rate=1 poll_interval=500ms"),
                    Part.of("closed", "techniques=polling users=1000 rate=1 poll_interval=2s keep_alive=false"),
                    new Part(
                                    "idle",
                                    "techniques=websocket scenario=idle users=1000",
                                    "techniques=websocket scenario=idle users=1000 window=31s windows=1")
                            .needing("server_cpu_ms_per_user_minute")),
            "a load in itself is memory of more than 1.5 times what a poller with keep-alive has the server hold; a load beside"
                    + " connections that close is 1.5 times what those hold",
            ScaleClaims::state);

    private static final double MIN_KIB = 0.1;
    private static final double DELAYED = 2;
    private static final double MORE = 1.5;

    private ScaleClaims() {}

    /** Heap, and what the kernel holds for the sockets where that was seen. */
    private static Amount memory(Seen cell) {
        Amount heap = cell.amount("server_heap_kib_per_user");
        return cell.has("server_kernel_kib_per_user") ? heap.plus(cell.amount("server_kernel_kib_per_user")) : heap;
    }

    static Verdict memory(Measured measured) {
        List<Seen> all = measured.all("all");
        List<Measure> measures = new ArrayList<>();
        all.forEach(cell -> {
            String of = cell.technique().id() + ", " + cell.users() + " users";
            measures.add(Measure.of("heap and kernel per user, " + of, "kib", memory(cell)));
            measures.add(Measure.of("RSS per user, " + of, "kib", cell.amount("server_rss_kib_per_user")));
        });
        List<Seen> most = all.stream()
                .filter(cell ->
                        cell.users() == all.stream().mapToInt(Seen::users).max().orElseThrow())
                .toList();
        String finding = "Heap and kernel memory per user: "
                + Words.listed(most.stream()
                        .map(cell -> cell.technique().id() + " "
                                + Words.of("kib", memory(cell).value()))
                        .toList());
        List<Told> each = most.stream().map(cell -> memory(cell).above(MIN_KIB)).toList();
        List<String> needing = most.stream()
                .filter(cell -> memory(cell).above(MIN_KIB) == Told.YES)
                .map(cell -> cell.technique().id())
                .toList();
        Verdict verdict = switch (Told.all(each)) {
            case YES -> Verdict.holds(finding);
            case NO, UNSURE -> {
                if (!needing.isEmpty()) {
                    yield Verdict.holdsIf("the technique is " + Words.listed(needing), finding);
                }
                yield each.contains(Told.UNSURE)
                        ? Verdict.undecided("whether memory grows", finding)
                        : Verdict.doesNotHold(finding);
            }
        };
        return verdict.with(
                measures,
                ClaimChart.bars(
                        "kib",
                        "KiB per user, heap and kernel",
                        most.stream()
                                .map(cell -> ClaimChart.bar(cell.technique().id(), cell, memory(cell)))
                                .toList()));
    }

    static Verdict delay(Measured measured) {
        List<Seen> all = measured.all("push").stream()
                .sorted(Comparator.comparingInt(Seen::users))
                .toList();
        List<Seen> sockets = all.stream()
                .filter(cell -> cell.technique() == Technique.WEBSOCKET)
                .toList();
        Seen fewest = sockets.get(0);
        List<Seen> more = sockets.subList(1, sockets.size());
        String finding = "Half of the deliveries within "
                + Words.listed(sockets.stream()
                        .map(cell -> Words.micros(cell.amount("latency_p50_us").value()) + " with " + cell.users()
                                + " users" + tail(cell))
                        .toList());
        Border border = Border.of(more.stream()
                .map(cell -> new Step(
                        cell.users(),
                        cell.amount("latency_p50_us")
                                .over(fewest.amount("latency_p50_us"))
                                .above(DELAYED)))
                .toList());
        Verdict verdict = switch (border.kind()) {
            case EVERYWHERE -> Verdict.holds(finding);
            case NOWHERE -> Verdict.doesNotHold(finding);
            case FROM ->
                Verdict.holdsIf(
                        "one event goes to " + Words.three(border.yes().orElseThrow()) + " users or more ("
                                + (border.no().isPresent()
                                        ? "to " + Words.three(border.no().getAsDouble()) + " not yet"
                                        : "of fewer this run cannot tell")
                                + ")",
                        finding);
            case UP_TO, UNCLEAR -> Verdict.undecided("whether there is delay", finding);
        };
        List<Measure> measures = new ArrayList<>();
        all.forEach(cell -> {
            String of = cell.technique().id() + ", " + cell.users() + " users";
            measures.add(Measure.of("p50, " + of, "us", cell.amount("latency_p50_us")));
            if (cell.has("latency_p99_us")) {
                measures.add(Measure.of("p99, " + of, "us", cell.amount("latency_p99_us")));
            }
        });
        return verdict.with(
                measures,
                ClaimChart.lines(
                        "us",
                        "median latency",
                        "users",
                        Lines.of(all, Seen::users, cell -> cell.amount("latency_p50_us"))));
    }

    /** Where there were enough deliveries to tell. */
    private static String tail(Seen cell) {
        return cell.has("latency_p99_us")
                ? " (99 % within " + Words.micros(cell.amount("latency_p99_us").value()) + ")"
                : "";
    }

    static Verdict state(Measured measured) {
        Seen socket = measured.one("websocket");
        Amount held = memory(socket);
        Amount kept = memory(measured.one("kept"));
        Amount closed = memory(measured.one("closed"));
        Amount idle = measured.one("idle").amount("server_cpu_ms_per_user_minute");
        String finding = "The server held " + Words.of("kib", held.value()) + " for each WebSocket, "
                + Words.of("kib", kept.value()) + " for each poller with keep-alive and "
                + Words.of("kib", Math.max(0, closed.value())) + " for each without; an idle WebSocket took "
                + Words.three(idle.value()) + " ms of server CPU a minute";
        Verdict verdict = switch (isMore(held, kept)) {
            case YES -> Verdict.holds(finding);
            case NO, UNSURE ->
                switch (isMore(held, closed)) {
                    case YES ->
                        Verdict.holdsIf(
                                "it stands in for connections that close; any connection that stays open is as much state",
                                finding);
                    case NO -> Verdict.doesNotHold(finding);
                    case UNSURE -> Verdict.undecided("whether it is more", finding);
                };
        };
        List<Measure> measures = new ArrayList<>(List.of(
                Measure.of("memory for each WebSocket", "kib", held),
                Measure.of("memory for each poller, keep-alive", "kib", kept),
                Measure.of("memory for each poller, without", "kib", closed),
                Measure.of("server CPU for each idle WebSocket, ms a minute", "count", idle)));
        return verdict.with(
                measures,
                ClaimChart.bars(
                        "kib",
                        "KiB per user, heap and kernel",
                        List.of(
                                ClaimChart.bar("websocket", socket, held),
                                ClaimChart.bar("polling, keep-alive", measured.one("kept"), kept),
                                ClaimChart.bar("polling, closing", measured.one("closed"), closed))));
    }

    /** What holds nothing at all is less than anything. */
    private static Told isMore(Amount held, Amount other) {
        return other.value() <= 0 ? held.above(MIN_KIB) : held.over(other).above(MORE);
    }
}
