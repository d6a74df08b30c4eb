package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.scenario.Trial;
import dev.pushbench.client.Load;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProgressDisplayTest {
    private static final List<Trial> TRIALS = Loads.trials();
    private static final long SECOND_NANOS = 1_000_000_000;

    private final StringWriter out = new StringWriter();
    private long nowNanos;

    @Test
    void aPhaseIsALineAndSoIsEveryTenSecondsOfIt() {
        LineDisplay display = new LineDisplay(new PrintWriter(out), () -> nowNanos);

        for (int second = 0; second <= 25; second++) {
            nowNanos = second * SECOND_NANOS;
            display.show(status(0, Load.Phase.MEASURING));
        }
        display.show(status(0, Load.Phase.DRAINING));
        display.show(status(1, Load.Phase.DRAINING));

        assertThat(out.toString().lines())
                .containsExactly(
                        "[1/10] polling, 100 users: measuring, 7 connected, about 9 s left",
                        "[1/10] polling, 100 users: measuring, 7 connected, about 9 s left",
                        "[1/10] polling, 100 users: measuring, 7 connected, about 9 s left",
                        "[1/10] polling, 100 users: draining, 7 connected, about 9 s left",
                        "[2/10] long-polling, 100 users: draining, 7 connected, about 9 s left");
    }

    @Test
    void aBlockIsDrawnInThePlaceOfTheOneBefore() {
        BlockDisplay display = new BlockDisplay(new PrintWriter(out));
        String block = String.join(
                        System.lineSeparator(),
                        "[1/10] polling, 100 users  polling-100u-10r-128b-500ms",
                        "  measuring, 7 of 100 connected, 1235 deliveries/s, latency p50 1.50 ms, p99 2.50 ms",
                        "  about 9 s left")
                + System.lineSeparator();

        display.show(status(0, Load.Phase.MEASURING));
        display.show(status(0, Load.Phase.MEASURING));
        display.tell("stays");
        display.end();

        String erased = "\u001b[3A\u001b[J";
        assertThat(out.toString())
                .isEqualTo(block + erased + block + erased + "stays" + System.lineSeparator() + block + erased);
    }

    @Test
    void deliveriesArePerSecondSinceTheStatusBefore() {
        RunStatus[] shown = new RunStatus[1];
        ProgressDisplay display = new ProgressDisplay() {
            @Override
            public void tell(String line) {}

            @Override
            public void show(RunStatus status) {
                shown[0] = status;
            }
        };
        var phases = new RunProgress(display, () -> nowNanos, Course.of(TRIALS)).phases(TRIALS.get(0));

        nowNanos = SECOND_NANOS;
        phases.accept(new Load.Progress(Load.Phase.MEASURING, 1, 1000));
        nowNanos = 3 * SECOND_NANOS;
        phases.accept(new Load.Progress(Load.Phase.MEASURING, 1, 5000));

        assertThat(shown[0].deliveriesPerSecond()).isEqualTo(2000);
    }

    @ParameterizedTest
    @CsvSource({"xterm-256color, true", "dumb, false", "'', false"})
    void aDumbTerminalIsNotDrawnOn(String kind, boolean drawnOn) {
        assertThat(Terminal.canBeDrawnOn(kind)).isEqualTo(drawnOn);
    }

    private static RunStatus status(int trial, Load.Phase phase) {
        Load.Progress progress = new Load.Progress(phase, 7, 0, Optional.of(new Load.Recent(1_500_000, 2_500_000)));
        return new RunStatus(TRIALS.get(trial), TRIALS.size(), progress, 1234.6, "9 s");
    }
}
