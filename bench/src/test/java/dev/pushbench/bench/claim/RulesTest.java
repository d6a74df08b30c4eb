package dev.pushbench.bench.claim;

import static dev.pushbench.bench.claim.Outcome.DOES_NOT_HOLD;
import static dev.pushbench.bench.claim.Outcome.HOLDS;
import static dev.pushbench.bench.claim.Outcome.HOLDS_IF;
import static dev.pushbench.bench.claim.Outcome.NOT_MEASURED_HERE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.claim.direct.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule, fed with measurements on both sides of its border. */
final class RulesTest {
    /**
     * @param claim its id
     * @param measured just on this side of the border
     * @param says a part of the verdict's words
     */
    record Case(String claim, Measured measured, Outcome outcome, String says) {
        @Override
        public String toString() {
            return claim + " " + outcome + " " + says;
        }
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        ofPolling(cases);
        ofLongPolling(cases);
        ofTheWire(cases);
        ofScale(cases);
        ofProtocols(cases);
        ofLife(cases);
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aRuleJudges(Case each) {
        Verdict verdict = claim(each.claim()).rule().judge(each.measured());

        assertThat(verdict.outcome()).as(verdict.words()).isEqualTo(each.outcome());
        assertThat(verdict.words()).contains(each.says());
        assertThat(verdict.finding()).isNotEmpty();
        assertThat(verdict.measures()).isNotEmpty();
        assertThat(verdict.chart()).isPresent();
        assertThat(verdict.toString()).doesNotContain("NaN", "Infinity");
    }

    @Test
    void everyRuleIsFedOnBothSides() {
        for (Claim claim : Claims.all().claims()) {
            Set<Outcome> outcomes = cases().filter(each -> each.claim().equals(claim.id()))
                    .map(Case::outcome)
                    .collect(Collectors.toSet());
            assertThat(outcomes).as(claim.id()).contains(DOES_NOT_HOLD).hasSizeGreaterThanOrEqualTo(2);
        }
    }

    private static Claim claim(String id) {
        return Claims.all().claims().stream()
                .filter(claim -> claim.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static void add(List<Case> cases, String claim, Outcome outcome, String says, Findings findings) {
        cases.add(new Case(claim, findings.measured(), outcome, says));
    }

    private static Findings of(String part, String... cells) {
        return new Findings().part(part, cells);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static void ofPolling(List<Case> cases) {
        add(cases, "C1", HOLDS, "HOLDS", empty(0.5, 0.11));
        add(cases, "C1", HOLDS_IF, "at most 0.5 events fall in a polling interval (at 5 no longer)", empty(0.5, 0.09));
        add(cases, "C1", DOES_NOT_HOLD, "", empty(0.09, 0.0));
        add(cases, "C1", NOT_MEASURED_HERE, "too close to tell", empty(0.09, 0.5));

        add(cases, "C2", HOLDS, "HOLDS", late(142, 1000));
        add(cases, "C2", HOLDS_IF, "the interval is 2 s or longer (at 140 ms no longer)", late(70, 1000));
        add(cases, "C2", HOLDS_IF, "the interval is 2 s or longer (beyond, this run cannot tell)", late(71, 1000));
        add(cases, "C2", DOES_NOT_HOLD, "", late(70, 50));
        // Late, and not because of the interval:
        add(
                cases,
                "C2",
                DOES_NOT_HOLD,
                "",
                of(
                        "polls",
                        "polling poll_interval_ms=100 | latency_p50_us=61000",
                        "polling poll_interval_ms=2000 | latency_p50_us=1000000"));

        add(cases, "C3", HOLDS, "HOLDS", growing(2.0, 0.11));
        add(cases, "C3", HOLDS_IF, "load is counted in requests", growing(2.0, 0.024));
        add(cases, "C3", NOT_MEASURED_HERE, "too close", growing(2.0, 0.06));
        add(cases, "C3", DOES_NOT_HOLD, "", growing(0.09, 0.024));
    }

    private static Findings empty(double seldom, double often) {
        return of(
                "polls",
                text("polling rate_per_s=1 | empty_answer_share=%f requests_per_delivery=2", seldom),
                text("polling rate_per_s=10 | empty_answer_share=%f requests_per_delivery=0.2", often));
    }

    /** Medians in milliseconds, each half of its interval. */
    private static Findings late(int... medians) {
        List<String> cells = new ArrayList<>();
        for (int median : medians) {
            cells.add(text("polling poll_interval_ms=%d | latency_p50_us=%d000", 2 * median, median));
        }
        return of("polls", cells.toArray(String[]::new));
    }

    /** Per delivery with 1,000 users; with 50 it is 2 requests and 1 µs. */
    private static Findings growing(double requests, double micros) {
        return of(
                "polls",
                "polling users=50 | requests_per_delivery=2 server_java_cpu_us_per_delivery=1",
                text(
                        "polling users=1000 | requests_per_delivery=%f server_java_cpu_us_per_delivery=%f",
                        requests, micros));
    }

    private static void ofLongPolling(List<Case> cases) {
        add(cases, "C4", HOLDS, "HOLDS", answering(36_000, 36_000));
        add(cases, "C4", HOLDS_IF, "at most 1 event/s (at 10 events/s no longer)", answering(36_000, 80_000));
        add(cases, "C4", HOLDS_IF, "at most 1 event/s (beyond, this run cannot tell)", answering(36_000, 50_000));
        add(cases, "C4", DOES_NOT_HOLD, "", answering(80_000, 80_000));

        add(cases, "C5", HOLDS, "HOLDS", lighter(0.9, 0.49, 0.3));
        add(
                cases,
                "C5",
                HOLDS_IF,
                "every 100 ms or more often, at 1 event/s (at 2 s no longer)",
                lighter(2.1, 0.49, 2.1));
        add(cases, "C5", DOES_NOT_HOLD, "", lighter(1.1, 2.1, 2.1));
        add(cases, "C5", NOT_MEASURED_HERE, "which is the lighter", lighter(0.9, 0.8, 0.8));

        add(cases, "C6", HOLDS, "HOLDS", many(2.1, 2.1));
        add(
                cases,
                "C6",
                HOLDS_IF,
                "50 events/s or more, with an interval of 500 ms (at 1 event/s not yet)",
                many(0.4, 2.1));
        add(cases, "C6", HOLDS_IF, "(below, this run cannot tell)", many(0.9, 2.1));
        add(cases, "C6", DOES_NOT_HOLD, "", many(0.4, 0.4));

        add(cases, "C8", HOLDS, "HOLDS", streaming(0.01, 0.1, 0.49));
        add(cases, "C8", HOLDS_IF, "this run cannot tell it of the server's CPU", streaming(0.01, 0.1, 0.8));
        add(cases, "C8", HOLDS_IF, "was not less", streaming(0.01, 0.1, 2.1));
        add(cases, "C8", DOES_NOT_HOLD, "", streaming(0.01, 1.02, 0.4));
        add(cases, "C8", DOES_NOT_HOLD, "", streaming(1.02, 0.1, 0.4));
    }

    /** Medians of long polling, where the quickest has 2 ms. */
    private static Findings answering(int atOne, int atTen) {
        return of(
                "all",
                text("long-polling | latency_p50_us=%d", atOne),
                "streaming | latency_p50_us=4000",
                "websocket | latency_p50_us=2000",
                text("long-polling rate_per_s=10 | latency_p50_us=%d", atTen),
                "streaming rate_per_s=10 | latency_p50_us=2000",
                "websocket rate_per_s=10 | latency_p50_us=4000");
    }

    /** Of what polling takes: requests, and CPU against polling every 100 ms and every 2 s. */
    private static Findings lighter(double requests, double often, double seldom) {
        String cell = "polling poll_interval_ms=%d | requests_per_delivery=1 overhead_bytes_per_delivery=200"
                + " server_java_cpu_us_per_delivery=%f";
        return of(
                        "polling",
                        text(cell.replace("=1 ", "=" + (requests > 2 ? 10 : 1) + " "), 100, 10 / often),
                        text(cell, 2000, 10 / seldom))
                .part(
                        "long-polling",
                        text(
                                "long-polling | requests_per_delivery=%f overhead_bytes_per_delivery=200"
                                        + " server_java_cpu_us_per_delivery=10",
                                requests));
    }

    /** CPU of long polling, to polling, at 1 event a second and at 50. */
    private static Findings many(double seldom, double often) {
        return of(
                        "polling",
                        "polling rate_per_s=1 | requests_per_delivery=2 server_java_cpu_us_per_delivery=10",
                        "polling rate_per_s=50 | requests_per_delivery=0.04 server_java_cpu_us_per_delivery=10")
                .part(
                        "long-polling",
                        text(
                                "long-polling rate_per_s=1 | requests_per_delivery=1 server_java_cpu_us_per_delivery=%f",
                                10 * seldom),
                        text(
                                "long-polling rate_per_s=50 | requests_per_delivery=1 server_java_cpu_us_per_delivery=%f",
                                10 * often));
    }

    @Test
    void requestsAreEqualWhereThereIsOneEventInAnInterval() {
        Verdict verdict = LongPollingClaims.withMany(many(0.4, 2.1).measured());

        assertThat(verdict.measures())
                .filteredOn(measure -> measure.name().equals("rate where requests are equal"))
                .singleElement()
                .satisfies(measure -> assertThat(measure.value()).isBetween(1.99, 2.01));
    }

    private static Findings streaming(double requests, double bytes, double cpu) {
        return of(
                        "streaming",
                        text(
                                "streaming | requests_per_delivery=%f overhead_bytes_per_delivery=%f server_java_cpu_us_per_delivery=%f",
                                requests, 100 * bytes, 10 * cpu))
                .part(
                        "long-polling",
                        "long-polling | requests_per_delivery=1 overhead_bytes_per_delivery=100 server_java_cpu_us_per_delivery=10");
    }

    private static void ofTheWire(List<Case> cases) {
        add(cases, "C9", HOLDS, "HOLDS", headers(810, 2000, 4));
        add(cases, "C9", HOLDS_IF, "what a browser with a session sends", headers(790, 810, 4));
        add(cases, "C9", DOES_NOT_HOLD, "", headers(200, 790, 4));
        add(cases, "C9", DOES_NOT_HOLD, "", headers(200, 900, 15));
        add(cases, "C9", NOT_MEASURED_HERE, "too close", headers(200, 801, 4));

        add(cases, "C10", HOLDS, "HOLDS", connections(1510, 1600));
        add(cases, "C10", HOLDS_IF, "keep-alive is switched off", connections(200, 1600));
        add(cases, "C10", DOES_NOT_HOLD, "", connections(200, 1400));

        add(cases, "C11", HOLDS, "HOLDS", socket(0, 330));
        add(cases, "C11", DOES_NOT_HOLD, "", socket(0.5, 330));
        add(cases, "C11", DOES_NOT_HOLD, "", socket(0, 0));

        add(cases, "C20", HOLDS, "HOLDS", ratios(1020, 1020, 13));
        add(cases, "C20", HOLDS_IF, "these headers: browser", ratios(980, 1020, 13));
        add(cases, "C20", DOES_NOT_HOLD, "", ratios(200, 980, 13));
        add(cases, "C20", DOES_NOT_HOLD, "", ratios(1020, 1020, 1.45));
        add(cases, "C20", NOT_MEASURED_HERE, "500 to 1", ratios(1000, 1001, 13));
        add(cases, "C20", NOT_MEASURED_HERE, "500 to 1", ratios(1020, 1020, 3.1));
    }

    private static Findings headers(double minimal, double browser, double frame) {
        String poll = "polling | head_bytes_per_delivery=%f framing_bytes_per_delivery=1 requests_per_delivery=2";
        return of("minimal", text(poll, 2 * minimal))
                .part("browser", text(poll, 2 * browser))
                .part(
                        "websocket",
                        text(
                                "websocket | head_bytes_per_delivery=0 framing_bytes_per_delivery=%f requests_per_delivery=0.01",
                                frame));
    }

    /** Of 1,600 requests. */
    private static Findings connections(int kept, int closed) {
        String poll = "polling | window_connections_opened=%d window_requests=1600 latency_p50_us=250000"
                + " server_java_cpu_us_per_delivery=30";
        return of("kept", text(poll, kept)).part("closed", text(poll, closed));
    }

    private static Findings socket(double heads, double handshake) {
        return of(
                "websocket",
                text(
                        "websocket | head_bytes_per_delivery=%f framing_bytes_per_delivery=4 handshake_bytes_per_user=%f"
                                + " payload_bytes_per_delivery=128",
                        heads, handshake));
    }

    /** Heads of a poll for two profiles against a frame of 2 bytes, and by what factor polling is later. */
    private static Findings ratios(double minimal, double browser, double latency) {
        String poll =
                "polling headers=%s | head_bytes_per_delivery=%f framing_bytes_per_delivery=1 requests_per_delivery=1"
                        + " latency_p50_us=%f";
        return of(
                        "polling",
                        text(poll, "minimal", minimal, 2000 * latency),
                        text(poll, "browser", browser, 2000 * latency))
                .part(
                        "websocket",
                        "websocket | head_bytes_per_delivery=0 framing_bytes_per_delivery=2 requests_per_delivery=0.01 latency_p50_us=2000");
    }

    private static void ofScale(List<Case> cases) {
        add(cases, "C13", HOLDS, "HOLDS", memory(0.2, 3));
        add(cases, "C13", HOLDS_IF, "the technique is websocket", memory(0.07, 3));
        add(cases, "C13", HOLDS_IF, "the technique is websocket", memory(-0.5, 3));
        add(cases, "C13", DOES_NOT_HOLD, "", memory(0.07, 0.07));
        add(cases, "C13", NOT_MEASURED_HERE, "whether memory grows", memory(0.07, 0.12));

        add(cases, "C14", HOLDS, "HOLDS", delay(8.1, 20));
        add(cases, "C14", HOLDS_IF, "one event goes to 4,000 users or more (to 1,000 not yet)", delay(0.9, 8.1));
        add(cases, "C14", HOLDS_IF, "(of fewer this run cannot tell)", delay(3, 8.1));
        add(cases, "C14", DOES_NOT_HOLD, "", delay(0.9, 0.9));

        add(cases, "C16", HOLDS, "HOLDS", state(10, 3, 0));
        add(cases, "C16", HOLDS_IF, "it stands in for connections that close", state(10, 9, 0.2));
        add(cases, "C16", HOLDS_IF, "it stands in for connections that close", state(10, 9, -0.2));
        add(cases, "C16", DOES_NOT_HOLD, "", state(10, 14, 14));
    }

    private static Findings memory(double polling, double webSocket) {
        return of(
                "all",
                text("polling users=1000 | server_heap_kib_per_user=%f server_rss_kib_per_user=2", polling),
                text(
                        "websocket users=1000 | server_heap_kib_per_user=%f server_kernel_kib_per_user=0 server_rss_kib_per_user=2",
                        webSocket));
    }

    /** Medians with more users, by that with the fewest. */
    private static Findings delay(double some, double most) {
        String cell = "websocket users=%d | latency_p50_us=%f latency_p99_us=9000";
        return of("push", text(cell, 200, 2000.0), text(cell, 1000, 2000 * some), text(cell, 4000, 2000 * most));
    }

    private static Findings state(double held, double kept, double closed) {
        String cell = "%s users=1000 | server_heap_kib_per_user=%f server_kernel_kib_per_user=0.0";
        return of("websocket", text(cell, "websocket", held))
                .part("idle", "websocket | server_cpu_ms_per_user_minute=0.2")
                .part("kept", text(cell, "polling", kept))
                .part("closed", text(cell, "polling", closed));
    }

    private static void ofProtocols(List<Case> cases) {
        add(cases, "C17", HOLDS, "HOLDS", frames(128, List.of()));
        add(cases, "C17", DOES_NOT_HOLD, "", frames(120, List.of()));
        add(cases, "C17", DOES_NOT_HOLD, "", frames(128, List.of(Checks.OF_SUBPROTOCOLS.get(4))));

        add(cases, "C19", HOLDS, "HOLDS", tls(128, 22));
        add(cases, "C19", DOES_NOT_HOLD, "", tls(140, 22));
        add(cases, "C19", DOES_NOT_HOLD, "", tls(128, 0));

        add(cases, "C18", HOLDS, "HOLDS", accept(List.of()));
        add(cases, "C18", HOLDS_IF, "none of those", accept(List.of("Java-WebSocket refuses a wrong value")));
        add(cases, "C18", DOES_NOT_HOLD, "", accept(List.of("our server answers 100 keys")));
        add(
                cases,
                "C18",
                DOES_NOT_HOLD,
                "",
                accept(Checks.OF_CLIENTS.stream()
                        .filter(check -> check.contains("refuses"))
                        .toList()));
    }

    private static Findings frames(double binaryBytes, List<String> notSo) {
        String cell = "websocket rate_per_s=10 | payload_bytes_per_delivery=%f framing_bytes_per_delivery=4"
                + " server_java_cpu_us_per_delivery=10 handshake_bytes_per_user=351";
        Findings findings = of("text", text(cell, 128.0)).part("binary", text(cell, binaryBytes));
        Checks.OF_SUBPROTOCOLS.forEach(check -> findings.check(check, !notSo.contains(check)));
        return findings;
    }

    /** What a delivery takes inside TLS, and what TLS adds. */
    private static Findings tls(double inside, double added) {
        String cell =
                "%s rate_per_s=10 | payload_bytes_per_delivery=%f framing_bytes_per_delivery=4 head_bytes_per_delivery=0"
                        + " tls_bytes_per_delivery=%f server_java_cpu_us_per_delivery=10 tls_handshake_bytes_per_user=1200"
                        + " tls_handshake_p50_us=900";
        return of("ws", text(cell, "websocket", 128.0, 0.0))
                .part("wss", text(cell, "websocket", inside, added))
                .part("http", text(cell, "polling", 128.0, 0.0))
                .part("https", text(cell, "polling", 128.0, 900.0));
    }

    private static void ofLife(List<Case> cases) {
        add(cases, "C7", HOLDS, "HOLDS", herd(180, 4.1, 900, 4.1));
        add(cases, "C7", HOLDS_IF, "1,000 or more hear of the same event (with 200 not yet)", herd(179, 4.1, 900, 4.1));
        add(cases, "C7", HOLDS_IF, "(of fewer this run cannot tell)", herd(180, 3, 900, 4.1));
        add(cases, "C7", DOES_NOT_HOLD, "", herd(179, 4.1, 899, 4.1));
        add(cases, "C7", DOES_NOT_HOLD, "", herd(180, 0.9, 900, 0.9));

        add(cases, "C12", HOLDS, "HOLDS", upstream(1, 330, 4.1));
        add(cases, "C12", HOLDS_IF, "awkward means requests and bytes", upstream(1, 330, 1.2));
        add(cases, "C12", DOES_NOT_HOLD, "", upstream(1, 60, 4.1));
        add(cases, "C12", DOES_NOT_HOLD, "", upstream(0.5, 330, 4.1));
        add(cases, "C12", NOT_MEASURED_HERE, "too close", upstream(1, 80.2, 4.1));

        add(cases, "C15", HOLDS, "HOLDS", restart(99, 2000));
        add(
                cases,
                "C15",
                HOLDS_IF,
                "nobody starts it again: started at once, every user had events again 2 s",
                restart(100, 2000));
        add(cases, "C15", DOES_NOT_HOLD, "", restart(100, 50));
        add(cases, "C15", NOT_MEASURED_HERE, "whether anyone notices", restart(100, 90));
    }

    /** Requests within 100 ms of an event, and the server's CPU at most by its mean, with 200 users and 1,000. */
    private static Findings herd(int few, double fewPeak, int many, double manyPeak) {
        String cell = "long-polling users=%d rate_per_s=2 | herd_requests_max=%d server_cpu_peak_cores=%f"
                + " server_java_cpu_us_per_delivery=20 latency_p50_us=3000 next_latency_p50_us=5000";
        return of("herd", text(cell, 200, few, fewPeak * 0.008), text(cell, 1000, many, manyPeak * 0.04));
    }

    /** Of a message of 128 bytes by POST; a frame adds 8, and its message arrives within 2 ms. */
    private static Findings upstream(double requests, double beside, double latency) {
        String cell =
                "%s | upstream_requests_per_message=%f upstream_bytes_per_message=%f upstream_payload_bytes_per_message_up=128"
                        + " latency_p50_us=%f";
        return of("post", text(cell, "long-polling", requests, 128 + beside, 2000 * latency))
                .part("websocket", text(cell, "websocket", 0.0, 136.0, 2000.0));
    }

    private static Findings restart(int recovered, double millis) {
        String cell = "%s users=100 | users_recovered=%d recovery_p50_ms=%f recovery_max_ms=%f deliveries_lost=0";
        return of(
                "all", text(cell, "polling", 100, millis, millis), text(cell, "websocket", recovered, millis, millis));
    }

    private static Findings accept(List<String> notSo) {
        Findings findings = new Findings();
        Stream.concat(Checks.OF_CLIENTS.stream(), Checks.OF_SERVER.stream())
                .forEach(check -> findings.check(check, !notSo.contains(check)));
        return findings;
    }
}
