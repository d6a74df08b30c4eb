package dev.pushbench.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.result.CellRecord;
import dev.pushbench.bench.result.Row;
import dev.pushbench.bench.result.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnswerTest {
    @Test
    void namesTheSoonestWithItsCostAndWhoCannotBeToldFromIt() {
        Answer answer = Answer.of(Runs.standard().trials(5).run());

        assertThat(answer.sentence())
                .startsWith("With 1,000 users, 10 events/s of 128 bytes, headers minimal, websocket delivered soonest")
                .contains("132 B", "requests", "of server CPU per delivery", "streaming and sse are as quick");
        assertThat(answer.caveats()).isEmpty();
    }

    @Test
    void namesWhoeverIsBestForTheUnluckiest() {
        Run run = Runs.standard().run();
        List<CellRecord> cells = new ArrayList<>(run.cells());
        cells.replaceAll(cell -> cell.row().cell().equals("websocket-1000u-10r-128b-minimal") ? unsteady(cell) : cell);

        assertThat(Answer.of(new Run(run.name(), run.manifest(), cells)).sentence())
                .contains("websocket delivered soonest", "99 % within 900 ms")
                .matches(".*; streaming had the least 99th percentile, [\\d.]+ ms\\.");
    }

    @ParameterizedTest
    @CsvSource({"1.9, true", "2.1, false"})
    void singleTrialsAreToldApartOnlyWhereTheyDifferByMoreThanTrialsOfOneCellDo(double times, boolean tied) {
        Run run = Runs.standard().run();
        List<CellRecord> cells = new ArrayList<>(run.cells());
        CellRecord first = cells.stream()
                .filter(cell -> cell.row().cell().equals("websocket-1000u-10r-128b-minimal"))
                .findFirst()
                .orElseThrow();
        double micros =
                times * first.row().number("latency_p50_us").orElseThrow().doubleValue();
        cells.replaceAll(cell -> cell.row().cell().equals("sse-1000u-10r-128b-minimal")
                ? with(cell, "latency_p50_us", Double.toString(micros))
                : cell);

        String sentence = Answer.of(new Run(run.name(), run.manifest(), cells)).sentence();

        assertThat(sentence.contains("sse")).as(sentence).isEqualTo(tied);
    }

    private static CellRecord unsteady(CellRecord cell) {
        return with(cell, "latency_p99_us", "900000.0");
    }

    private static CellRecord with(CellRecord cell, String column, String text) {
        Map<String, String> texts = new LinkedHashMap<>(cell.row().texts());
        texts.put(column, text);
        return new CellRecord(new Row(texts), cell.trials(), List.of(), cell.latency(), cell.slices(), cell.timeline());
    }

    @Test
    void oneTrialHasNoInterval() {
        assertThat(Answer.of(Runs.standard().run()).caveats())
                .singleElement()
                .asString()
                .contains("one trial", "no interval", "--forks");
    }

    @Test
    void cellsThatAreNotValidDoNotAnswer() {
        Answer answer = Answer.of(Runs.standard()
                .trials(5)
                .graded("websocket-1000u-10r-128b-minimal", "NOISY")
                .graded("sse-1000u-10r-128b-minimal", "INVALID")
                .run());

        assertThat(answer.sentence()).contains("streaming delivered soonest").doesNotContain("websocket", "sse");
        assertThat(answer.caveats())
                .containsExactly(
                        "Of 10 cells, 1 is noisy and 1 is invalid.",
                        "Left out of the sentence above, because their latency is less sure, or no result: sse (INVALID) and websocket (NOISY).");
    }

    @Test
    void aHandicapIsTheFirstThingToKnow() {
        Run run = Runs.standard()
                .trials(5)
                .graded("sse-1000u-10r-128b-minimal", "NOISY")
                .handicapped("--handicap-cpu 0.25")
                .run();

        assertThat(Answer.of(run).caveats())
                .first()
                .isEqualTo("The server was handicapped on purpose (--handicap-cpu 0.25):"
                        + " these are not the figures of Pushbench's server.");
    }

    @Test
    void anApiThatIsNotOursIsToldBeforeTheFigures() {
        Run run = Runs.standard()
                .trials(5)
                .graded("sse-1000u-10r-128b-minimal", "NOISY")
                .through("--sse-api undertow")
                .run();

        assertThat(Answer.of(run).caveats())
                .first()
                .isEqualTo("The server pushed through an API that is not ours (--sse-api undertow):"
                        + " these are not the figures of Pushbench's server.");
    }

    @Test
    void aSmallerLoadAnswersWhereTheLargestHasNoValidCell() {
        Runs run = Runs.standard();
        for (String technique : new String[] {"polling", "long-polling", "streaming", "sse", "websocket"}) {
            run.graded(technique + "-1000u-10r-128b-minimal", "NOISY");
        }

        assertThat(Answer.of(run.run()).sentence()).startsWith("With 100 users");
    }

    @Test
    void noisyLatencyAnswersWhereNoneIsValidAndTheCauseIsNamed() {
        Answer answer = Answer.of(Runs.standard().trials(5).graded("*", "NOISY").run());

        assertThat(answer.sentence()).startsWith("With 1,000 users").contains("websocket delivered soonest");
        assertThat(answer.caveats())
                .contains(
                        "Latency is NOISY in all cells that the sentence above rests on"
                                + " (other processes used 21 % of the CPU): run again on a quiet machine before small differences count.");
    }

    @Test
    void whereNoLatencyIsAResultBytesStillAre() {
        Run run = Runs.standard().graded("*", "NOISY").run();
        List<CellRecord> cells = run.cells().stream()
                .map(cell -> with(cell, "validity_latency", "INVALID"))
                .toList();

        String sentence = Answer.of(new Run(run.name(), run.manifest(), cells)).sentence();

        assertThat(sentence)
                .endsWith("websocket had the least protocol overhead: 4.00 B and 0.0100 requests per delivery."
                        + " No latency of this run is a result.");
    }

    @Test
    void withoutAResultThereIsNoAnswer() {
        assertThat(Answer.of(Runs.standard().graded("*", "INVALID").run()).sentence())
                .isEqualTo("No answer: no cell of this run has a result.");
    }
}
