package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.capacity.Judged;
import dev.pushbench.bench.capacity.Judged.Verdict;
import dev.pushbench.bench.capacity.Slo;
import dev.pushbench.bench.capacity.StepJudge;
import dev.pushbench.bench.host.Hiccups;
import dev.pushbench.bench.result.Evidence;
import dev.pushbench.bench.result.JvmLoad;
import dev.pushbench.bench.result.TrialResult;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.measure.Deliveries;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StepFiguresTest {
    private static final Slo SLO = Slo.parse("--slo", "p99<=250ms");
    private static final Slo LENIENT = Slo.parse("--slo", "p90<=250ms, delivered>=99%");
    private static final long SECOND = 1_000_000_000;

    @Test
    void aTrialWithoutAFlawIsMet() {
        assertThat(judged(SLO, Loads.flawless(1000), Evidence.NONE).verdict()).isEqualTo(Verdict.MET);
    }

    @Test
    void whatIsMissingIsMissedUnlessTheServiceLevelAllowsIt() {
        LoadResult lossy = load(995, 995, 5);

        assertThat(judged(SLO, lossy, Evidence.NONE).why()).isEqualTo("5 deliveries missing");
        assertThat(judged(LENIENT, lossy, Evidence.NONE).verdict()).isEqualTo(Verdict.MET);
        assertThat(judged(LENIENT, load(980, 980, 20), Evidence.NONE).verdict()).isEqualTo(Verdict.MISSED);
    }

    @Test
    void whatIsMissingOfTheWarmUpIsMissingToo() {
        assertThat(judged(SLO, load(1100, 1000, 3), Evidence.NONE).why()).isEqualTo("3 deliveries missing");
    }

    @Test
    void whatCameTooOftenIsNobodysCapacity() {
        assertThat(judged(SLO, load(1001, 1001, 0), Evidence.NONE))
                .isEqualTo(new Judged(Verdict.DISTURBED, "more was delivered than was expected"));
    }

    @Test
    void aBusyGeneratorIsItsOwnLimitAndALoudNeighbourADisturbance() {
        assertThat(judged(SLO, load(900, 900, 100), generator(0.97)))
                .isEqualTo(new Judged(Verdict.GENERATOR_LIMIT, "the generator used 97 % of a core"));
        assertThat(judged(SLO, load(900, 900, 100), generator(0.85)).verdict()).isEqualTo(Verdict.GENERATOR_LIMIT);
        assertThat(judged(SLO, load(900, 900, 100), generator(0.5)).verdict()).isEqualTo(Verdict.MISSED);
        assertThat(judged(SLO, load(900, 900, 100), neighbour(0.5)))
                .isEqualTo(new Judged(Verdict.DISTURBED, "other processes used 50 % of the CPU"));
    }

    @Test
    void aTrialThatDidNotFinishIsMissed() {
        LoadResult unfinished =
                Loads.of(1000, new Deliveries(10, 10, 0, 0, 0, 0, 0), 0, Optional.of("the server took 1 of 2 events"));

        assertThat(judged(SLO, unfinished, Evidence.NONE).why())
                .startsWith("the trial did not finish: the server took 1 of 2 events");
    }

    private static Judged judged(Slo slo, LoadResult load, Evidence evidence) {
        TrialResult result = TrialResult.of(Loads.trial(), load, evidence);
        return StepJudge.judged(slo, StepFigures.of(result, new ServerCores(Optional.of(1), 1)));
    }

    private static LoadResult load(long arrived, long delivered, long missing) {
        return Loads.of(1000, new Deliveries(arrived, delivered, missing, 0, 0, 0, 0), 0, Optional.empty());
    }

    private static Evidence generator(double share) {
        JvmLoad load = new JvmLoad(
                SECOND, Math.round(share * SECOND), 0, Optional.empty(), new Hiccups(1000, 1000, 1000, 1000));
        return new Evidence(Optional.empty(), Optional.of(load), Optional.empty(), Optional.empty());
    }

    private static Evidence neighbour(double share) {
        return new Evidence(
                Optional.empty(), Optional.empty(), Optional.of(new Evidence.Surroundings(0, share)), Optional.empty());
    }
}
