package dev.pushbench.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pushbench.bench.result.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TargetsTest {
    private static final List<Floor> FLOORS =
            List.of(new Floor(9_900, 9, 3, 90), new Floor(9_900, 10, 4, 100), new Floor(9_900, 30, 5, 110));

    @ParameterizedTest
    @CsvSource({"11.9, true", "12.0, true", "12.1, false"})
    void aRatioIsOneOfMediansAndIsHeldToItsLimit(double micros, boolean isMet) {
        List<Row> trials = List.of(
                trial("websocket", 9_900, Map.of("server_cpu_us_per_delivery", "1")),
                trial("websocket", 9_900, Map.of("server_cpu_us_per_delivery", Double.toString(micros))),
                trial("websocket", 9_900, Map.of("server_cpu_us_per_delivery", "99")));

        Target target = target(trials, FLOORS, "server CPU for each delivery, WebSocket");

        assertThat(target.aim()).isEqualTo("\u2264 1.20 \u00d7 floor");
        assertThat(target.measured().orElseThrow()).isCloseTo(micros / 10, within(1e-9));
        assertThat(target.met()).contains(isMet);
        assertThat(target.remark()).endsWith("the floor 10.00; median of 3 trials");
    }

    @Test
    void anInvalidTrialIsInNoFigure() {
        List<Row> trials = List.of(
                trial("sse", 9_900, Map.of("server_cpu_us_per_delivery", "1", "validity", "INVALID")),
                trial("sse", 9_900, Map.of("server_cpu_us_per_delivery", "20")));

        Target target = target(trials, FLOORS, "server CPU for each delivery, SSE");

        assertThat(target.measured()).contains(2.0);
        assertThat(target.remark()).endsWith("1 trial, 1 INVALID and left out");
    }

    @Test
    void withoutAFloorNothingIsMetAndTheRowSaysWhy() {
        List<Row> trials = List.of(trial("websocket", 9_900, Map.of("server_cpu_us_per_delivery", "1")));

        Target target = target(trials, List.of(), "server CPU for each delivery, WebSocket");

        assertThat(target.measured()).isEmpty();
        assertThat(target.met()).isEmpty();
        assertThat(target.remark()).isEqualTo("no compiler");
    }

    @Test
    void whatWasNotMeasuredIsNotMet() {
        assertThat(targets(List.of(), FLOORS).all())
                .filteredOn(target -> !target.what().contains("smoke"))
                .allSatisfy(target -> {
                    assertThat(target.met()).isEmpty();
                    assertThat(target.remark()).isEqualTo("not measured");
                });
    }

    @ParameterizedTest
    @CsvSource({"0, true, VALID", "1, false, INVALID"})
    void missingDeliveriesCountWhetherTheTrialIsAResultOrNot(String missing, boolean isMet, String validity) {
        List<Row> trials = List.of(trial(
                "websocket",
                50_000,
                Map.of("missing", missing, "delivered", "9", "expected", "10", "validity", validity)));

        Target target = target(trials, FLOORS, "50000 users in several processes, missing deliveries");

        assertThat(target.met()).contains(isMet);
        assertThat(target.remark()).startsWith("9 of 10 delivered").endsWith(validity);
    }

    @ParameterizedTest
    @CsvSource({"44, true", "46, false"})
    void theSmokeSuiteHasItsTime(double seconds, boolean isMet) {
        Target target = new Targets(List.of(), List.of(), "", OptionalDouble.of(seconds))
                .all().stream()
                        .filter(each -> each.what().contains("smoke"))
                        .findFirst()
                        .orElseThrow();

        assertThat(target.met()).contains(isMet);
    }

    @Test
    void ofThePushTechniquesTheOneThatAllocatesMostCounts() {
        List<Row> trials = List.of(
                trial("websocket", 9_900, Map.of("server_alloc_bytes_per_delivery", "2")),
                trial("sse", 9_900, Map.of("server_alloc_bytes_per_delivery", "40")),
                trial("long-polling", 9_900, Map.of("server_alloc_bytes_per_delivery", "900")));

        assertThat(target(trials, FLOORS, "server, allocated for each delivery, push")
                        .measured())
                .contains(40.0);
    }

    @Test
    void twiceTheUsersAtTwiceTheCostIsARatioOfOne() {
        List<Row> trials = List.of(
                trial("websocket", 1_250, Map.of("server_cpu_us_per_delivery", "8")),
                trial("websocket", 2_500, Map.of("server_cpu_us_per_delivery", "8")),
                trial("websocket", 5_000, Map.of("server_cpu_us_per_delivery", "12")));

        List<Doubling> doubling = targets(trials, FLOORS).doubling(List.of(5_000, 1_250, 2_500));

        assertThat(doubling).extracting(Doubling::users).containsExactly(1_250, 2_500, 5_000);
        assertThat(doubling.get(0).costRatio()).isEmpty();
        assertThat(doubling.get(1).costRatio()).contains(1.0);
        assertThat(doubling.get(2).costRatio()).contains(1.5);
        assertThat(doubling.get(2).serverMicros()).contains(60_000.0);
    }

    private static Target target(List<Row> trials, List<Floor> floors, String what) {
        return targets(trials, floors).all().stream()
                .filter(target -> target.what().equals(what))
                .findFirst()
                .orElseThrow();
    }

    private static Targets targets(List<Row> trials, List<Floor> floors) {
        return new Targets(new ArrayList<>(trials), floors, "no compiler", OptionalDouble.empty());
    }

    private static Row trial(String technique, int users, Map<String, String> figures) {
        Map<String, String> texts = new LinkedHashMap<>(
                Map.of("technique", technique, "users", Integer.toString(users), "validity", "VALID"));
        texts.putAll(figures);
        return new Row(texts);
    }
}
