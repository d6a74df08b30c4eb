package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.result.Evidence;
import dev.pushbench.bench.result.TrialResult;
import dev.pushbench.bench.scenario.Trial;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SummaryTableTest {
    @Test
    void figuresAreAlignedAndTheUnmeasuredIsADash() {
        List<Trial> trials = Loads.trials();

        String table = SummaryTable.of(List.of(
                TrialResult.of(trials.get(0), Loads.flawless(2000), Evidence.NONE),
                TrialResult.of(trials.get(4), Loads.flawless(100), Evidence.NONE),
                TrialResult.unfinished(trials.get(9), "the server died")));

        assertThat(table.lines())
                .containsExactly(
                        "technique  users      p50      p99      max  delivered/expected  missing  dup  ooo  req/delivery  validity",
                        "polling      100  1.00 ms  1.98 ms  2.00 ms           2000/2000        0    0    0         0.003  VALID",
                        "websocket    100  50.0 us        -   100 us             100/100        0    0    0         0.050  VALID",
                        "websocket   1000        -        -        -                   -        -    -    -             -  INVALID");
    }

    @Test
    void trialsOfACellAreOneRowThatTellsHowManyAreResults() {
        List<Trial> trials = Loads.trials();
        Trial again = new Trial(11, 2, trials.get(0).cell());

        String table = SummaryTable.of(List.of(
                TrialResult.of(trials.get(0), Loads.flawless(2000), Evidence.NONE),
                TrialResult.of(trials.get(4), Loads.flawless(100), Evidence.NONE),
                TrialResult.of(again, Loads.flawless(2000), Evidence.NONE),
                TrialResult.unfinished(new Trial(12, 2, trials.get(4).cell()), "the server died")));

        assertThat(table.lines())
                .containsExactly(
                        "technique  users  forks      p50      p99      max  delivered/expected  missing  dup  ooo  req/delivery  validity",
                        "polling      100      2  1.00 ms  1.98 ms  2.00 ms           4000/4000        0    0    0         0.003  VALID",
                        "websocket    100    1/2  50.0 us        -   100 us             100/100        0    0    0         0.050  NOISY");
    }
}
