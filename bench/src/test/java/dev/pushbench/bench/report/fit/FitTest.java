package dev.pushbench.bench.report.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.pushbench.bench.report.fit.Candidate.Asking;
import dev.pushbench.bench.report.fit.Candidate.Manner;
import dev.pushbench.bench.report.fit.Observation.PerUserSecond;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With figures whose costs are known: 130 B an event, 200 B of heads and 40 µs a request, 10 µs a pushed event. */
final class FitTest {
    private static final Offset<Double> EXACT = within(1e-6);
    private static final int CORES = 2;

    @Test
    void aMeasuredLoadIsToldAsItWasMeasured() {
        Offer offer = offer(fit(polling(1, 10), websocket(1, 10)), need(1000, 10), "websocket");

        assertThat(offer.source().basis()).isEqualTo(Offer.Basis.MEASURED);
        assertThat(offer.latency().orElseThrow().micros()).isEqualTo(10_000);
        assertThat(offer.cost().bytesPerUserHour()).isCloseTo(130 * 10 * 3600, EXACT);
        assertThat(offer.cost().serverCores().orElseThrow()).isCloseTo(10e-6 * 10 * 1000, EXACT);
        assertThat(offer.cost().memoryBytes()).hasValue(8192.0 * 1000);
    }

    @ParameterizedTest
    @CsvSource({"5, BETWEEN", "0.1, EXTRAPOLATED", "50, EXTRAPOLATED"})
    void costIsLinearInEventsAndRequests(double rate, Offer.Basis basis) {
        Offer offer = offer(fit(polling(1, 10), websocket(1, 10)), need(1000, rate), "polling");

        assertThat(offer.source().basis()).isEqualTo(basis);
        assertThat(offer.cost().bytesPerUserHour()).isCloseTo((130 * rate + 200 * 2) * 3600, EXACT);
        assertThat(offer.cost().requestsPerSecond().orElseThrow()).isCloseTo(2 * 1000, EXACT);
        assertThat(offer.cost().serverCores().orElseThrow()).isCloseTo((3 * rate + 40 * 2) * 1000 / 1e6, EXACT);
        assertThat(offer.costError().orElseThrow()).isCloseTo(0, EXACT);
    }

    @ParameterizedTest
    @CsvSource({"0.1", "1", "3", "10", "100"})
    void pollsDoNotComeFromEvents(double rate) {
        // Counted in the windows: two polls a second, whatever the rate is.
        Offer offer = offer(fit(polling(1, 10)), need(100, rate), "polling");

        assertThat(offer.cost().requestsPerSecond().orElseThrow()).isCloseTo(200, EXACT);
        assertThat(offer.cost().bytesPerUserHour()).isCloseTo((130 * rate + 200 * 2) * 3600, EXACT);
    }

    @Test
    void heartbeatsDoNotComeFromEvents() {
        PerUserSecond slow = new PerUserSecond(1, 130, 0, 0.4, OptionalDouble.of(0), 0, OptionalDouble.empty());
        PerUserSecond fast = new PerUserSecond(10, 1300, 0, 0.4, OptionalDouble.of(0), 0, OptionalDouble.empty());
        Candidate sse = new Candidate(
                "sse",
                new Asking(Manner.ONCE, 0),
                Rooms.ONE,
                List.of(observation(100, 1, slow), observation(100, 10, fast)));

        assertThat(offer(fit(sse), need(100, 100), "sse").cost().bytesPerUserHour())
                .isCloseTo((130 * 100 + 0.4) * 3600, EXACT);
    }

    @Test
    void emptyAnswersOfALongPollDoNotComeFromEvents() {
        // A wait of 2 s and an event every 10 s: five answers, of which one has the event.
        PerUserSecond rare = new PerUserSecond(0.1, 13, 100, 0, OptionalDouble.of(0.5), 0.4, OptionalDouble.empty());
        Candidate longPolling = new Candidate(
                "long-polling",
                new Asking(Manner.AFTER_EACH_ANSWER, 0.5),
                Rooms.ONE,
                List.of(observation(100, 0.1, rare)));

        assertThat(offer(fit(longPolling), need(100, 10), "long-polling")
                        .cost()
                        .requestsPerSecond()
                        .orElseThrow())
                .isCloseTo(10 * 100, EXACT);
        assertThat(offer(fit(longPolling), need(100, 0.2), "long-polling")
                        .cost()
                        .requestsPerSecond()
                        .orElseThrow())
                .isCloseTo(0.5 * 100, EXACT);
    }

    @Test
    void longPollingAsksAtLeastOncePerWait() {
        Candidate longPolling = candidate("long-polling", new Asking(Manner.AFTER_EACH_ANSWER, 0.04), 1.0, 1, 10);

        assertThat(offer(fit(longPolling), need(1000, 0.001), "long-polling")
                        .cost()
                        .requestsPerSecond()
                        .orElseThrow())
                .isCloseTo(40, EXACT);
        assertThat(offer(fit(longPolling), need(1000, 5), "long-polling")
                        .cost()
                        .requestsPerSecond()
                        .orElseThrow())
                .isCloseTo(5000, EXACT);
    }

    @Test
    void oneCellKnowsNoError() {
        Candidate one = new Candidate(
                "websocket",
                new Asking(Manner.ONCE, 0),
                Rooms.ONE,
                List.of(observation(1000, 10, 0, OptionalDouble.of(0.05))));

        assertThat(offer(fit(one), need(1000, 20), "websocket").costError()).isEmpty();
        assertThat(offer(fit(one), need(1000, 10), "websocket").costError()).hasValue(0.05);
        assertThat(offer(fit(one), need(5000, 10), "websocket").latency()).isEmpty();
    }

    @Test
    void nothingIsKnownOfLatencyBeyondTheMachine() {
        Need need = new Need(1_000_000, 1, Optional.of(Duration.ofHours(1)));
        Offer offer = offer(fit(polling(1, 10)), need, "polling");

        assertThat(offer.cost().serverCores().orElseThrow()).isGreaterThan(CORES);
        assertThat(offer.latency()).isEmpty();
        assertThat(offer.fits()).isEqualTo(Fits.NOT_CERTAIN);
    }

    @Test
    void thoseThatMeetTheLimitComeFirstAndOfThemTheCheapest() {
        Need within = new Need(1000, 10, Optional.of(Duration.ofMillis(200)));
        Candidate dear = candidate("long-polling", new Asking(Manner.AFTER_EACH_ANSWER, 0.04), 1.0, 1, 10);

        List<Offer> offers = fit(polling(1, 10), dear, websocket(1, 10)).offers(within);

        assertThat(offers).extracting(Offer::name).containsExactly("websocket", "long-polling", "polling");
        assertThat(offers).extracting(Offer::fits).containsExactly(Fits.YES, Fits.YES, Fits.NO);
    }

    @Test
    void costsMeetWhereTheArithmeticSays() {
        Candidate longPolling = candidate("long-polling", new Asking(Manner.AFTER_EACH_ANSWER, 0.04), 1.0, 1, 10);

        // 130 r + 200 × 2 = 330 r at r = 2.
        assertThat(fit(polling(1, 10), longPolling).crossovers())
                .filteredOn(each -> each.what().equals("bytes"))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.eventsPerSecond()).isCloseTo(2, within(1e-9));
                    assertThat(each.below()).isEqualTo("long-polling");
                    assertThat(each.above()).isEqualTo("polling");
                    assertThat(each.isMeasured()).isTrue();
                });
        assertThat(fit(polling(3, 10), candidate("long-polling", longPolling.asking(), 1.0, 3, 10))
                        .crossovers())
                .filteredOn(each -> each.what().equals("bytes"))
                .singleElement()
                .satisfies(each -> assertThat(each.isMeasured()).isFalse());
    }

    @Test
    void oneRateTellsNoCrossover() {
        Candidate longPolling = candidate("long-polling", new Asking(Manner.AFTER_EACH_ANSWER, 0.04), 1.0, 10);

        assertThat(fit(polling(10), longPolling).crossovers()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"50, 1000", "100, 1000", "550, 5500", "1000, 10000", "2000, 20000"})
    void latencyGoesStraightOn(int users, double micros) {
        assertThat(LatencyCurve.of(websocket(10))
                        .at(users)
                        .orElseThrow()
                        .latency()
                        .micros())
                .isCloseTo(micros, EXACT);
    }

    @Test
    void aLoadIsSome() {
        assertThatIllegalArgumentException().isThrownBy(() -> need(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> need(1, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> need(1, Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Candidate("none", new Asking(Manner.ONCE, 0), Rooms.ONE, List.of()));
    }

    private static Need need(int users, double rate) {
        return new Need(users, rate, Optional.empty());
    }

    private static Fit fit(Candidate... candidates) {
        return new Fit(List.of(candidates), CORES);
    }

    private static Offer offer(Fit fit, Need need, String name) {
        return fit.offers(need).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Candidate websocket(double... rates) {
        return candidate("websocket", new Asking(Manner.ONCE, 0), 0, rates);
    }

    /** Every 500 ms. */
    private static Candidate polling(double... rates) {
        List<Observation> observations = new ArrayList<>();
        for (double rate : rates) {
            observations.add(new Observation(
                    1000,
                    rate,
                    "VALID",
                    Optional.of(LatencyEstimate.measured(500_000)),
                    new PerUserSecond(
                            rate,
                            130 * rate,
                            200 * 2,
                            0,
                            OptionalDouble.of(2),
                            0,
                            OptionalDouble.of(3 * rate + 40 * 2)),
                    OptionalDouble.of(8192),
                    OptionalDouble.empty()));
        }
        return new Candidate("polling", new Asking(Manner.AT_AN_INTERVAL, 2), Rooms.ONE, observations);
    }

    private static Candidate candidate(String name, Asking asking, double requests, double... rates) {
        List<Observation> observations = new ArrayList<>();
        for (double rate : rates) {
            observations.add(observation(100, rate, requests, OptionalDouble.empty()));
            observations.add(observation(1000, rate, requests, OptionalDouble.empty()));
        }
        return new Candidate(name, asking, Rooms.ONE, observations);
    }

    private static Observation observation(int users, double rate, double requests, OptionalDouble error) {
        return new Observation(
                users,
                rate,
                "VALID",
                Optional.of(LatencyEstimate.measured(users * 10.0)),
                new PerUserSecond(
                        rate,
                        130 * rate,
                        200 * requests * rate,
                        0,
                        OptionalDouble.of(requests * rate),
                        0,
                        OptionalDouble.of((10 + 40 * requests) * rate)),
                OptionalDouble.of(8192),
                error);
    }

    private static Observation observation(int users, double rate, PerUserSecond perUser) {
        return new Observation(
                users, rate, "VALID", Optional.empty(), perUser, OptionalDouble.empty(), OptionalDouble.empty());
    }
}
