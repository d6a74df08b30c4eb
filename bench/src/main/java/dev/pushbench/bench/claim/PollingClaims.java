package dev.pushbench.bench.claim;

import dev.pushbench.bench.claim.Border.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is said of polling: C1 to C3. */
final class PollingClaims {
    static final Claim EMPTY_ANSWERS = new Claim(
            "C1",
            "Polling asks when there is nothing to be had, and connects for it",
            "RFC 6202, section 2; Lubbers and Greco, A Quantum Leap in Scalability for the Web, 2010",
            Experiment.of(
                    "200 users poll every 500 ms while more and more events come",
                    List.of("empty_answer_share", "requests_per_delivery"),
                    new Part(
                            "polls",
                            "techniques=polling users=200 poll_interval=500ms rate=1,2,10",
                            "techniques=polling users=200 poll_interval=500ms rate=1,2,5,10")),
            "unnecessary is what gets an empty answer: the claim holds where more than 10 % of all answers are empty",
            PollingClaims::emptyAnswers);

    static final Claim NOT_NEAR_REAL_TIME = new Claim(
            "C2",
            "Polling cannot be near real time",
            "RFC 6202, section 2; Pimentel and Nickerson, IEEE Internet Computing 16(4), 2012",
            Experiment.of(
                    "200 users poll every 100 ms, 500 ms and 2 s; an event a second",
                    List.of("latency_p50_us"),
                    new Part(
                            "polls",
                            "techniques=polling users=200 rate=1 poll_interval=100ms,500ms,2s",
                            "techniques=polling users=200 rate=1 poll_interval=50ms,100ms,500ms,2s")),
            "near real time is a median of at most 100 ms; and the median has to be 0.4 to 0.6 of the interval, or it is not polling"
                    + " that is late",
            PollingClaims::lateness);

    static final Claim LOAD_GROWS = new Claim(
            "C3",
            "The more clients poll, the more the server has to do, whether or not anything happens",
            "RFC 6202, section 2",
            Experiment.of(
                    "50 to 1,000 users poll every 500 ms; an event a second",
                    List.of("server_java_cpu_us_per_delivery", "requests_per_delivery"),
                    new Part(
                            "polls",
                            "techniques=polling poll_interval=500ms rate=1 users=50,200,1000",
                            "techniques=polling poll_interval=500ms rate=1 users=50,200,1000,4000")),
            "requests and server CPU per second have to be more with the most users than with the fewest",
            PollingClaims::growth);

    private static final double EMPTY = 0.1;
    private static final double NEAR_REAL_TIME_MICROS = 100_000;
    private static final double LEAST_SHARE_OF_INTERVAL = 0.4;
    private static final double MOST_SHARE_OF_INTERVAL = 0.6;
    private static final double GROWN = 1;

    private PollingClaims() {}

    static Verdict emptyAnswers(Measured measured) {
        List<Seen> polls = measured.all("polls").stream()
                .sorted(Comparator.comparingDouble(PollingClaims::eventsPerInterval))
                .toList();
        Border border = Border.of(polls.stream()
                .map(cell -> new Step(
                        eventsPerInterval(cell),
                        cell.amount("empty_answer_share").above(EMPTY)))
                .toList());
        String finding = "Empty answers: "
                + Words.listed(polls.stream()
                        .map(cell -> Words.of(
                                        "share",
                                        cell.amount("empty_answer_share").value()) + " at "
                                + Words.three(eventsPerInterval(cell)) + " events per interval")
                        .toList());
        Verdict verdict = switch (border.kind()) {
            case EVERYWHERE -> Verdict.holds(finding);
            case NOWHERE -> Verdict.doesNotHold(finding);
            case UP_TO ->
                Verdict.holdsIf(
                        "at most " + Words.three(border.yes().orElseThrow()) + " events fall in a polling interval ("
                                + border.beyond(Words::three) + ")",
                        finding);
            case FROM, UNCLEAR -> Verdict.undecided("whether answers are empty", finding);
        };
        List<Measure> measures = new ArrayList<>();
        polls.forEach(cell -> {
            String at = Words.three(eventsPerInterval(cell)) + " events per interval";
            measures.add(Measure.of("empty answers, " + at, "share", cell.amount("empty_answer_share")));
            measures.add(Measure.of("requests per delivery, " + at, "count", cell.amount("requests_per_delivery")));
        });
        return verdict.with(
                measures,
                ClaimChart.lines(
                        "share",
                        "share of empty answers",
                        "events per polling interval",
                        Lines.of(polls, PollingClaims::eventsPerInterval, cell -> cell.amount("empty_answer_share"))));
    }

    private static double eventsPerInterval(Seen cell) {
        return cell.eventsPerSecond() * interval(cell) / 1e3;
    }

    private static double interval(Seen cell) {
        return cell.setting("poll_interval_ms");
    }

    static Verdict lateness(Measured measured) {
        List<Seen> polls = measured.all("polls").stream()
                .sorted(Comparator.comparingDouble(PollingClaims::interval))
                .toList();
        String finding = "Half of the deliveries took longer than "
                + Words.listed(polls.stream()
                        .map(cell -> Words.micros(median(cell).value()) + " (interval " + millis(interval(cell)) + ")")
                        .toList());
        Verdict verdict = polls.stream().allMatch(PollingClaims::isHalfAnInterval)
                ? lateness(polls, finding)
                : Verdict.doesNotHold(
                        finding + ": that is not half of the interval, as it would be if polling were the cause");
        List<Measure> measures = polls.stream()
                .map(cell -> Measure.of("p50, interval " + millis(interval(cell)), "us", median(cell)))
                .toList();
        return verdict.with(
                measures,
                ClaimChart.lines(
                        "us",
                        "median latency",
                        "polling interval in ms",
                        Lines.of(polls, PollingClaims::interval, PollingClaims::median)));
    }

    private static Verdict lateness(List<Seen> polls, String finding) {
        Border border = Border.of(polls.stream()
                .map(cell -> new Step(interval(cell), median(cell).above(NEAR_REAL_TIME_MICROS)))
                .toList());
        return switch (border.kind()) {
            case EVERYWHERE -> Verdict.holds(finding);
            case NOWHERE -> Verdict.doesNotHold(finding);
            case FROM ->
                Verdict.holdsIf(
                        "the interval is " + millis(border.yes().orElseThrow()) + " or longer ("
                                + border.beyond(PollingClaims::millis) + ")",
                        finding);
            case UP_TO, UNCLEAR -> Verdict.undecided("whether half are later than 100 ms", finding);
        };
    }

    private static boolean isHalfAnInterval(Seen cell) {
        double share = median(cell).value() / (interval(cell) * 1e3);
        return share >= LEAST_SHARE_OF_INTERVAL && share <= MOST_SHARE_OF_INTERVAL;
    }

    private static Amount median(Seen cell) {
        return cell.amount("latency_p50_us");
    }

    private static String millis(double millis) {
        return Words.micros(millis * 1e3);
    }

    static Verdict growth(Measured measured) {
        List<Seen> polls = measured.all("polls").stream()
                .sorted(Comparator.comparingInt(Seen::users))
                .toList();
        Seen fewest = polls.get(0);
        Seen most = polls.get(polls.size() - 1);
        Amount requests = most.requestsPerSecond().over(fewest.requestsPerSecond());
        Amount cpu = most.serverCores().over(fewest.serverCores());
        String finding = "With " + Words.three((double) most.users() / fewest.users()) + " times the users ("
                + fewest.users()
                + " to " + most.users() + ") there were " + Words.three(requests.value()) + " times the requests and "
                + Words.three(cpu.value()) + " times the server CPU; the events were the same";
        Verdict verdict = switch (Told.all(List.of(requests.above(GROWN), cpu.above(GROWN)))) {
            case YES -> Verdict.holds(finding);
            case UNSURE -> Verdict.undecided("whether the load grows", finding);
            case NO ->
                requests.above(GROWN) == Told.YES
                        ? Verdict.holdsIf("load is counted in requests, for the server's CPU did not follow", finding)
                        : Verdict.doesNotHold(finding);
        };
        List<Measure> measures = new ArrayList<>();
        polls.forEach(cell -> {
            measures.add(Measure.of("server CPU, " + cell.users() + " users, of a core", "share", cell.serverCores()));
            measures.add(
                    Measure.of("requests per second, " + cell.users() + " users", "count", cell.requestsPerSecond()));
        });
        return verdict.with(
                measures,
                ClaimChart.lines(
                        "share", "server CPU, of a core", "users", Lines.of(polls, Seen::users, Seen::serverCores)));
    }
}
