package dev.pushbench.bench.claim;

import dev.pushbench.bench.claim.Border.Step;
import dev.pushbench.protocol.Technique;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** What is said of long polling, and of streaming beside it: C4, C5, C6, C8. */
final class LongPollingClaims {
    static final Claim ANSWERS_AT_ONCE = new Claim(
            "C4",
            "Long polling answers in the instant when the event happens",
            "RFC 6202, section 2",
            Experiment.of(
                    "200 users; long polling beside streaming and WebSocket at a low rate and at higher ones",
                    List.of("latency_p50_us"),
                    new Part(
                            "all",
                            "techniques=long-polling,streaming,websocket users=200 rate=1,10",
                            "techniques=long-polling,streaming,websocket users=200 rate=1,10,50")),
            "the median of long polling may be 50 ms above that of the quicker of streaming and WebSocket: half of near real time",
            LongPollingClaims::immediacy);

    static final Claim LIGHTER_THAN_POLLING = new Claim(
            "C5",
            "Long polling is less load for the server than polling …",
            "RFC 6202, section 2; Lubbers and Greco, 2010",
            Experiment.of(
                    "200 users, an event a second; long polling against polling every 100 ms, 500 ms and 2 s",
                    List.of("server_java_cpu_us_per_delivery", "requests_per_delivery", "overhead_bytes_per_delivery"),
                    new Part(
                            "polling",
                            "techniques=polling users=200 rate=1 poll_interval=100ms,500ms,2s",
                            "techniques=polling users=200 rate=1 poll_interval=50ms,100ms,500ms,2s"),
                    Part.of("long-polling", "techniques=long-polling users=200 rate=1")),
            "requests and server CPU per delivery both have to be below those of polling",
            LongPollingClaims::lighter);

    static final Claim NO_DIFFERENT_WITH_MANY = new Claim(
            "C6",
            "… but with many messages long polling is no better than polling",
            "Lubbers and Greco, 2010",
            Experiment.of(
                    "200 users; long polling against polling every 500 ms, at more and more events",
                    List.of("server_java_cpu_us_per_delivery", "requests_per_delivery"),
                    new Part(
                            "polling",
                            "techniques=polling users=200 poll_interval=500ms rate=1,10,50",
                            "techniques=polling users=200 poll_interval=500ms rate=1,2,5,10,50"),
                    new Part(
                            "long-polling",
                            "techniques=long-polling users=200 rate=1,10,50",
                            "techniques=long-polling users=200 rate=1,2,5,10,50")),
            "no better is where server CPU per delivery is not below that of polling; the rate where the requests are equal is"
                    + " interpolated between the rates that were measured",
            LongPollingClaims::withMany);

    static final Claim STREAMING_COSTS_LESS = new Claim(
            "C8",
            "Streaming needs no new request after a message, so it costs less than long polling",
            "RFC 6202, section 3",
            Experiment.of(
                    "200 users, 10 events a second; streaming against long polling",
                    List.of("server_java_cpu_us_per_delivery", "requests_per_delivery", "overhead_bytes_per_delivery"),
                    Part.of("streaming", "techniques=streaming users=200 rate=10"),
                    Part.of("long-polling", "techniques=long-polling users=200 rate=10")),
            "requests, bytes beside the event, and server CPU per delivery all have to be lower",
            LongPollingClaims::streaming);

    private static final double AT_ONCE_MICROS = 50_000;
    private static final String CPU = "server_java_cpu_us_per_delivery";
    private static final String REQUESTS = "requests_per_delivery";
    private static final String BYTES = "overhead_bytes_per_delivery";

    private LongPollingClaims() {}

    static Verdict immediacy(Measured measured) {
        List<Seen> all = measured.all("all");
        List<Step> steps = new ArrayList<>();
        List<String> findings = new ArrayList<>();
        List<Measure> measures = new ArrayList<>();
        for (Seen cell : of(all, Technique.LONG_POLLING)) {
            Amount median = cell.amount("latency_p50_us");
            Seen quickest = all.stream()
                    .filter(other -> other.technique().isPush() && other.eventsPerSecond() == cell.eventsPerSecond())
                    .min(Comparator.comparingDouble(
                            other -> other.amount("latency_p50_us").value()))
                    .orElseThrow();
            Amount excess = median.excessOver(quickest.amount("latency_p50_us"));
            steps.add(new Step(cell.eventsPerSecond(), excess.below(AT_ONCE_MICROS)));
            findings.add(Words.micros(median.value()) + " against "
                    + Words.micros(quickest.amount("latency_p50_us").value()) + " ("
                    + quickest.technique().id() + ") at "
                    + rate(cell.eventsPerSecond()));
            measures.add(Measure.of("p50 of long polling, " + rate(cell.eventsPerSecond()), "us", median));
            measures.add(Measure.of("above the quickest, " + rate(cell.eventsPerSecond()), "us", excess));
        }
        String finding = "Half of the deliveries within " + Words.listed(findings);
        Border border = Border.of(steps);
        Verdict verdict = switch (border.kind()) {
            case EVERYWHERE -> Verdict.holds(finding);
            case NOWHERE -> Verdict.doesNotHold(finding);
            case UP_TO ->
                Verdict.holdsIf(
                        "there are at most " + rate(border.yes().orElseThrow()) + " ("
                                + border.beyond(LongPollingClaims::rate) + ")",
                        finding);
            case FROM, UNCLEAR -> Verdict.undecided("whether long polling is late", finding);
        };
        return verdict.with(
                measures,
                ClaimChart.lines(
                        "us",
                        "median latency",
                        "events per second",
                        Lines.of(all, Seen::eventsPerSecond, cell -> cell.amount("latency_p50_us"))));
    }

    static Verdict lighter(Measured measured) {
        Seen longPoll = measured.one("long-polling");
        List<Seen> polls = measured.all("polling").stream()
                .sorted(Comparator.comparingDouble(LongPollingClaims::interval))
                .toList();
        List<Step> steps = new ArrayList<>();
        List<String> findings = new ArrayList<>();
        List<Measure> measures = new ArrayList<>();
        List<ClaimChart.Line> bars =
                new ArrayList<>(List.of(ClaimChart.bar("long-polling", longPoll, longPoll.amount(CPU))));
        for (Seen poll : polls) {
            Amount cpu = longPoll.amount(CPU).over(poll.amount(CPU));
            Amount requests = longPoll.amount(REQUESTS).over(poll.amount(REQUESTS));
            String every = Words.micros(interval(poll) * 1e3);
            steps.add(new Step(interval(poll), Told.all(List.of(cpu.below(1), requests.below(1)))));
            findings.add("every " + every + " " + Words.three(requests.value()) + " of the requests and "
                    + Words.three(cpu.value()) + " of the server CPU");
            measures.add(Measure.of("requests, to polling every " + every, "ratio", requests));
            measures.add(Measure.of("server CPU, to polling every " + every, "ratio", cpu));
            measures.add(Measure.of(
                    "bytes beside the event, to polling every " + every,
                    "ratio",
                    longPoll.amount(BYTES).over(poll.amount(BYTES))));
            bars.add(ClaimChart.bar("polling " + every, poll, poll.amount(CPU)));
        }
        String finding = "Against polling " + Words.listed(findings) + ", at " + rate(longPoll.eventsPerSecond());
        Border border = Border.of(steps);
        Verdict verdict = switch (border.kind()) {
            case EVERYWHERE -> Verdict.holds(finding);
            case NOWHERE -> Verdict.doesNotHold(finding);
            case UP_TO ->
                Verdict.holdsIf(
                        "polling asks every " + Words.micros(border.yes().orElseThrow() * 1e3) + " or more often, at "
                                + rate(longPoll.eventsPerSecond()) + " ("
                                + border.beyond(millis -> Words.micros(millis * 1e3)) + ")",
                        finding);
            case FROM, UNCLEAR -> Verdict.undecided("which is the lighter", finding);
        };
        return verdict.with(measures, ClaimChart.bars("us", "server CPU per delivery", bars));
    }

    static Verdict withMany(Measured measured) {
        List<Seen> polls = byRate(measured.all("polling"));
        List<Seen> longPolls = byRate(measured.all("long-polling"));
        List<Step> steps = new ArrayList<>();
        List<String> findings = new ArrayList<>();
        List<Measure> measures = new ArrayList<>();
        for (int index = 0; index < polls.size(); index++) {
            Amount cpu = longPolls.get(index).amount(CPU).over(polls.get(index).amount(CPU));
            double rate = polls.get(index).eventsPerSecond();
            steps.add(new Step(rate, cpu.above(1)));
            findings.add(Words.three(cpu.value()) + " times at " + rate(rate));
            measures.add(Measure.of("server CPU, long polling to polling, " + rate(rate), "ratio", cpu));
        }
        OptionalDouble meet = meet(polls, longPolls);
        meet.ifPresent(rate -> measures.add(Measure.of("rate where requests are equal", "count", rate)));
        String finding = "Server CPU of long polling, to that of polling every "
                + Words.micros(interval(polls.get(0)) * 1e3) + ": " + Words.listed(findings)
                + (meet.isPresent()
                        ? "; it takes the same number of requests at about " + rate(meet.getAsDouble())
                        : "");
        Border border = Border.of(steps);
        Verdict verdict = switch (border.kind()) {
            case EVERYWHERE -> Verdict.holds(finding);
            case NOWHERE -> Verdict.doesNotHold(finding);
            case FROM ->
                Verdict.holdsIf(
                        "there are " + rate(border.yes().orElseThrow()) + " or more, with an interval of "
                                + Words.micros(interval(polls.get(0)) * 1e3)
                                + (border.no().isPresent()
                                        ? " (at " + rate(border.no().getAsDouble()) + " not yet)"
                                        : " (below, this run cannot tell)"),
                        finding);
            case UP_TO, UNCLEAR -> Verdict.undecided("which costs more", finding);
        };
        List<Seen> both = Stream.concat(polls.stream(), longPolls.stream()).toList();
        return verdict.with(
                measures,
                ClaimChart.lines(
                        "us",
                        "server CPU per delivery",
                        "events per second",
                        Lines.of(both, Seen::eventsPerSecond, cell -> cell.amount(CPU))));
    }

    /** Where the requests of both are equal: straight between logarithms. */
    private static OptionalDouble meet(List<Seen> polls, List<Seen> longPolls) {
        for (int index = 1; index < polls.size(); index++) {
            double before = logRatio(polls.get(index - 1), longPolls.get(index - 1));
            double after = logRatio(polls.get(index), longPolls.get(index));
            if (before <= 0 && after > 0) {
                double from = Math.log(polls.get(index - 1).eventsPerSecond());
                double to = Math.log(polls.get(index).eventsPerSecond());
                return OptionalDouble.of(Math.exp(from + (to - from) * -before / (after - before)));
            }
        }
        return OptionalDouble.empty();
    }

    private static double logRatio(Seen poll, Seen longPoll) {
        return Math.log(longPoll.amount(REQUESTS).over(poll.amount(REQUESTS)).value());
    }

    static Verdict streaming(Measured measured) {
        Seen stream = measured.one("streaming");
        Seen longPoll = measured.one("long-polling");
        Amount requests = stream.amount(REQUESTS).over(longPoll.amount(REQUESTS));
        Amount bytes = stream.amount(BYTES).over(longPoll.amount(BYTES));
        Amount cpu = stream.amount(CPU).over(longPoll.amount(CPU));
        String finding = "Of what long polling takes, streaming took " + Words.of("share", requests.value())
                + " of the requests, " + Words.of("share", bytes.value()) + " of the bytes beside the event and "
                + Words.of("share", cpu.value()) + " of the server CPU";
        Verdict verdict = switch (Told.all(List.of(requests.below(1), bytes.below(1)))) {
            case NO -> Verdict.doesNotHold(finding);
            case UNSURE -> Verdict.undecided("which takes less", finding);
            case YES ->
                switch (cpu.below(1)) {
                    case YES -> Verdict.holds(finding);
                    case NO ->
                        Verdict.holdsIf("cost is requests and bytes, for the server's CPU was not less", finding);
                    case UNSURE ->
                        Verdict.holdsIf(
                                "cost is requests and bytes; this run cannot tell it of the server's CPU", finding);
                };
        };
        return verdict.with(
                List.of(
                        Measure.of("requests, streaming to long polling", "ratio", requests),
                        Measure.of("bytes beside the event, streaming to long polling", "ratio", bytes),
                        Measure.of("server CPU, streaming to long polling", "ratio", cpu)),
                new ClaimChart(
                        "bytes",
                        "bytes beside the event, per delivery",
                        Optional.empty(),
                        List.of(
                                ClaimChart.bar("long-polling", longPoll, longPoll.amount(BYTES)),
                                ClaimChart.bar("streaming", stream, stream.amount(BYTES)))));
    }

    private static List<Seen> of(List<Seen> all, Technique technique) {
        return byRate(all.stream().filter(cell -> cell.technique() == technique).toList());
    }

    private static List<Seen> byRate(List<Seen> cells) {
        return cells.stream()
                .sorted(Comparator.comparingDouble(Seen::eventsPerSecond))
                .toList();
    }

    private static double interval(Seen cell) {
        return cell.setting("poll_interval_ms");
    }

    private static String rate(double eventsPerSecond) {
        return Words.three(eventsPerSecond) + (eventsPerSecond == 1 ? " event/s" : " events/s");
    }
}
