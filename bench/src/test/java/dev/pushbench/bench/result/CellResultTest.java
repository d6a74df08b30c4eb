package dev.pushbench.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pushbench.bench.host.Hiccups;
import dev.pushbench.bench.result.Validity.Cause;
import dev.pushbench.bench.result.Validity.Flaw;
import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.bench.scenario.Trial;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.measure.Second;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CellResultTest {
    private static final Cell CELL = KeptRuns.cells().get(0);
    private static final Cell OTHER = KeptRuns.cells().get(1);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // a letter for each trial: Valid, Noisy (S), Invalid, Late: of no use for latency
                "V     | VALID   | ''",
                "S     | NOISY | steal in 1",
                "I     | INVALID | dead in 1",
                "VVV   | VALID   | ''",
                "VSVS  | NOISY | steal in 2 (2 of 4 trials)",
                "VVIVV | NOISY | 1 of 5 trials rejected: dead in 3",
                "VSIVI | NOISY | 2 of 5 trials rejected: dead in 3; dead in 5; steal in 2 (1 of 3 trials)",
                "VI    | NOISY | 1 of 2 trials rejected: dead in 2",
                "VIISI | INVALID | 3 of 5 trials rejected: dead in 2; dead in 3; dead in 5; steal in 4 (1 of 2 trials)",
                "III   | INVALID | dead in 1 (3 of 3 trials)",
                "L     | NOISY   | woken late in 1",
                "VVLVV | NOISY   | 1 of 5 trials rejected for latency: woken late in 3; woken late in 3 (1 of 5 trials)",
                "VILVV | NOISY   | 1 of 5 trials rejected: dead in 2; 2 of 5 trials rejected for latency: dead in 2; woken late in 3; woken late in 3 (1 of 4 trials)",
                "LLV   | NOISY   | 2 of 3 trials rejected for latency: woken late in 1; woken late in 2; woken late in 1 (2 of 3 trials)",
                "LLL   | NOISY   | woken late in 1 (3 of 3 trials)"
            })
    void aCellIsAsItsTrialsAre(String trials, String word, String reasons) {
        CellResult cell = new CellResult(CELL, trials(trials));

        assertThat(cell.validity().word()).isEqualTo(word);
        assertThat(cell.validity().reasons()).isEqualTo(reasons);
        assertThat(cell.rejected()).isEqualTo(trials.replaceAll("[^I]", "").length());
    }

    @ParameterizedTest
    @CsvSource({
        // exact, latency, cost
        "VVV, VALID,   VALID,   VALID",
        "VSV, VALID,   NOISY,   NOISY",
        "VLV, VALID,   NOISY,   NOISY",
        "LLV, VALID,   INVALID, NOISY",
        "LLL, VALID,   INVALID, NOISY",
        "VIV, NOISY,   NOISY,   NOISY",
        "IIV, INVALID, INVALID, INVALID",
        "III, INVALID, INVALID, INVALID",
    })
    void eachGroupHasItsVerdict(String trials, Grade exact, Grade latency, Grade cost) {
        Validity validity = new CellResult(CELL, trials(trials)).validity();

        assertThat(validity.grade(FigureGroup.EXACT)).isEqualTo(exact);
        assertThat(validity.grade(FigureGroup.LATENCY)).isEqualTo(latency);
        assertThat(validity.grade(FigureGroup.COST)).isEqualTo(cost);
    }

    /** Trial i has the load of seed i: a peak of 90 + i connections, and 6,005 deliveries of random latency. */
    @ParameterizedTest
    @CsvSource({
        // deliveries, peak, trials of latency, cost and none
        "VVL, 3, 93, 2, 3, 0",
        "VLI, 2, 92, 1, 2, 1",
        "LLL, 3, 93, 0, 3, 0",
        "III, 3, 93, 0, 0, 3",
    })
    void aTrialThatIsOfNoUseForLatencyStillCountsForWhatIsCounted(
            String letters, int exact, int peak, int latency, int cost, int rejected) {
        List<TrialResult> trials = trials(letters);
        CellResult cell = new CellResult(CELL, trials);
        Map<String, String> row = new LinkedHashMap<>(Summary.cellRow(cell));
        Histogram timed = new Histogram(3);
        for (int i = 0; i < letters.length(); i++) {
            if (letters.charAt(i) == 'V' || latency == 0) { // where none is of use all are shown
                timed.add(trials.get(i).load().orElseThrow().latencies().latency());
            }
        }

        assertThat(row)
                .containsEntry("delivered", Integer.toString(exact * 6_005))
                .containsEntry("connections_peak", Integer.toString(peak))
                .containsEntry("connections_opened", Integer.toString(exact * 100))
                .containsEntry("latency_p50_us", Column.text(Rounding.micros(timed.getValueAtPercentile(50))))
                .containsEntry("latency_trials", Integer.toString(latency))
                .containsEntry("cost_trials", Integer.toString(cost))
                .containsEntry("forks_rejected", Integer.toString(rejected));
    }

    @ParameterizedTest
    @CsvSource({"VVV, 3", "VIV, 2", "VII, 1", "III, 3", "SSI, 2"})
    void figuresAreThoseOfTheTrialsThatAreResultsOrElseOfAll(String trials, int counted) {
        LoadResult load =
                new CellResult(CELL, trials(trials)).load(FigureGroup.EXACT).orElseThrow();

        assertThat(load.connections().opened()).isEqualTo(100L * counted);
        assertThat(load.latencies().latency().getTotalCount())
                .isEqualTo(load.deliveries().delivered());
    }

    @Test
    void countsAreSummedHistogramsAddedAndPeaksTheHighest() {
        List<TrialResult> trials = trials("VVV");
        LoadResult load = new CellResult(CELL, trials).load(FigureGroup.LATENCY).orElseThrow();
        Histogram all = new Histogram(3);
        trials.forEach(trial -> all.add(trial.load().orElseThrow().latencies().latency()));

        assertThat(load.latencies().latency()).isEqualTo(all);
        assertThat(load.expected()).isEqualTo(3 * 6_005);
        assertThat(load.deliveries().arrived()).isEqualTo(3 * 7_005);
        assertThat(load.traffic().requests()).isEqualTo(360);
        assertThat(load.traffic().up().head()).isEqualTo(3 * 400 + 1 + 2 + 3);
        assertThat(load.published().windowEvents()).isEqualTo(180);
        assertThat(load.connections().peak()).isEqualTo(93);
        assertThat(load.latencies().worstUserMeanNanos()).hasValue(777_000);
        assertThat(load.flights()).isEqualTo(trials.get(0).load().orElseThrow().flights());
    }

    @Test
    void secondsAreLaidOneTrialAfterTheOther() {
        List<Second> seconds = new CellResult(CELL, trials("VV"))
                .load(FigureGroup.LATENCY)
                .orElseThrow()
                .seconds();

        long secondNanos = 1_000_000_000;
        long trialNanos = 3_321_000_000L;
        assertThat(seconds)
                .extracting(Second::offsetNanos)
                .containsExactly(
                        0L,
                        secondNanos,
                        2 * secondNanos,
                        3 * secondNanos,
                        trialNanos,
                        trialNanos + secondNanos,
                        trialNanos + 2 * secondNanos,
                        trialNanos + 3 * secondNanos);
    }

    @Test
    void ratiosAreThoseOfSums() {
        TrialResult small = TrialResult.of(new Trial(1, 1, CELL), KeptRuns.load(1), evidence(1_000, 2_000_000, 1));
        TrialResult large = TrialResult.of(new Trial(2, 2, CELL), KeptRuns.load(2), evidence(3_000, 12_000_000, 2));

        Map<String, String> texts = texts(new CellResult(CELL, List.of(small, large)));

        // (2 + 12) ms by 4,000 deliveries, not the mean of 2 and 4 µs
        assertThat(texts).containsEntry("server_cpu_us_per_delivery", "3.50");
        // 1,600 bytes by 100 users in each of two trials
        assertThat(texts).containsEntry("handshake_bytes_per_user", "16.0000");
        assertThat(texts).containsEntry("requests_per_delivery", "0.0105");
        assertThat(texts).containsEntry("connections_opened", "200");
        // (0.5 + 0.5) s of CPU in (1 + 1) s
        assertThat(texts).containsEntry("generator_cpu_share", "0.500");
    }

    @Test
    void memoryIsTheMediansAndOfHiccupsTheWorst() {
        List<TrialResult> trials = new ArrayList<>();
        for (int fork = 1; fork <= 3; fork++) {
            trials.add(TrialResult.of(
                    new Trial(fork, fork, CELL), KeptRuns.load(fork), evidence(1_000, 1_000_000, (long) fork * fork)));
        }

        Evidence evidence = new CellResult(CELL, trials).evidence(FigureGroup.COST);

        ServerCost cost = evidence.server().orElseThrow();
        assertThat(cost.perUser().heapBytes()).hasValue(4);
        assertThat(cost.perUser().kernelBytes()).isEmpty();
        assertThat(cost.holding()).isEqualTo(new ServerCost.Holding(Optional.of(9L), Optional.of(109L), 303));
        assertThat(cost.load().hiccups()).isEqualTo(new Hiccups(3_000, 1, 9_000, 90_000));
        assertThat(cost.load().gcPauseNanos()).contains(14L);
        assertThat(evidence.generator().orElseThrow().gcPauseNanos()).isEmpty();
        assertThat(evidence.surroundings()).contains(new Evidence.Surroundings(9 / 10_000.0, 9 / 1_000.0));
        assertThat(evidence.wire()).contains(new WireAgreement(6, 6, 9, 9));
    }

    @Test
    void aSingleTrialIsLeftAsItIs() {
        TrialResult only = TrialResult.of(new Trial(1, 1, CELL), KeptRuns.load(1), evidence(1, 2, 3));

        CellResult cell = new CellResult(CELL, List.of(only));

        assertThat(cell.load(FigureGroup.EXACT)).containsSame(only.load().orElseThrow());
        assertThat(cell.evidence(FigureGroup.COST)).isSameAs(only.evidence());
        assertThat(cell.validity()).isSameAs(only.validity());
    }

    @Test
    void trialsThatCouldNotBeRunHaveNoFigures() {
        CellResult cell = new CellResult(
                CELL,
                List.of(
                        TrialResult.unfinished(new Trial(1, 1, CELL), "no server"),
                        TrialResult.unfinished(new Trial(2, 2, CELL), "no server")));

        assertThat(cell.load(FigureGroup.EXACT)).isEmpty();
        assertThat(cell.evidence(FigureGroup.COST)).isEqualTo(Evidence.NONE);
        assertThat(cell.validity().reasons()).isEqualTo("no server (2 of 2 trials)");
        assertThat(texts(cell)).containsEntry("users", "100").containsEntry("delivered", "");
    }

    @Test
    void trialsAreSortedIntoCellsInTheOrderOfTheRun() {
        List<CellResult> cells = CellResult.of(KeptRuns.twoCellsInFiveForks());

        assertThat(cells).extracting(CellResult::cell).containsExactly(CELL, OTHER);
        assertThat(cells.get(1).trials())
                .extracting(trial -> trial.trial().number())
                .containsExactly(2, 4, 6, 8, 10);
        assertThat(CellResult.of(List.of())).isEmpty();
    }

    @Test
    void trialsOfAnotherCellAreNotTaken() {
        TrialResult stranger = TrialResult.unfinished(new Trial(1, 1, OTHER), "no server");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CellResult(CELL, List.of(stranger)))
                .withMessageContaining(OTHER.id());
        assertThatIllegalArgumentException().isThrownBy(() -> new CellResult(CELL, List.of()));
    }

    private static List<TrialResult> trials(String letters) {
        List<TrialResult> trials = new ArrayList<>();
        for (int i = 1; i <= letters.length(); i++) {
            List<Cause> causes = switch (letters.charAt(i - 1)) {
                case 'S' -> List.of(new Cause(Flaw.STEAL, Grade.NOISY, "steal in " + i));
                case 'L' -> List.of(new Cause(Flaw.SERVER_HICCUPS, Grade.INVALID, "woken late in " + i));
                case 'I' -> List.of(new Cause(Flaw.UNFINISHED, Grade.INVALID, "dead in " + i));
                default -> List.<Cause>of();
            };
            trials.add(new TrialResult(
                    new Trial(i, i, CELL), new Validity(causes), Optional.of(KeptRuns.load(i)), Evidence.NONE));
        }
        return trials;
    }

    private static Evidence evidence(long deliveries, long cpuNanos, long size) {
        ServerCost cost = new ServerCost(
                new ServerCost.PerDelivery(deliveries, cpuNanos, 100 * deliveries),
                new ServerCost.PerUser(
                        OptionalDouble.of((double) size), OptionalDouble.of((double) size), OptionalDouble.empty()),
                new ServerCost.Holding(Optional.of(size), Optional.of(100 + size), 101),
                new JvmLoad(
                        1_000_000_000,
                        cpuNanos,
                        cpuNanos,
                        Optional.of(size),
                        new Hiccups(1_000, 1, size * 1_000, size * 10_000)));
        JvmLoad generator =
                new JvmLoad(1_000_000_000, 500_000_000, 500_000_000, Optional.empty(), new Hiccups(1_000, 1, 2, 3));
        return new Evidence(
                Optional.of(cost),
                Optional.of(generator),
                Optional.of(new Evidence.Surroundings(size / 10_000.0, size / 1_000.0)),
                Optional.of(new WireAgreement(2, 2, 3, 3)));
    }

    private static Map<String, String> texts(CellResult cell) {
        Map<String, String> texts = new LinkedHashMap<>();
        Map<FigureGroup, Figures> figures = cell.figures();
        Columns.ALL.forEach(
                column -> texts.put(column.name(), column.text(Objects.requireNonNull(figures.get(column.group())))));
        return texts;
    }
}
