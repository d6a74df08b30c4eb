package dev.pushbench.bench.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.client.Load;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.LoadResult;
import dev.pushbench.protocol.Technique;
import dev.pushbench.server.PushServer;
import dev.pushbench.server.ServerOptions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What does not depend on time must not differ between two runs of the same cell: a difference of one byte is a difference. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(60)
final class DeterminismTest {
    private static final int USERS = 10;

    @ParameterizedTest
    @EnumSource(names = {"STREAMING", "SSE", "WEBSOCKET"})
    void aPushTechniqueSendsTheSameBytesTwice(Technique technique) throws Exception {
        LoadResult first = trial(technique);
        LoadResult second = trial(technique);

        assertThat(first.failure()).isEmpty();
        assertThat(second.failure()).isEmpty();
        assertThat(second.traffic().up()).isEqualTo(first.traffic().up());
        assertThat(second.traffic().down()).isEqualTo(first.traffic().down());
        assertThat(second.traffic().requests())
                .isEqualTo(first.traffic().requests())
                .isZero();
        assertThat(second.traffic().openings()).isEqualTo(USERS);
        assertThat(second.connections()).isEqualTo(first.connections());
        assertThat(second.connections().opened()).isEqualTo(USERS);
        assertThat(second.deliveries()).isEqualTo(first.deliveries());
        assertThat(second.deliveries().arrived()).isEqualTo(second.published().events() * USERS);
    }

    private static LoadResult trial(Technique technique) throws Exception {
        try (PushServer server = Trials.server(ServerOptions.DEFAULT.heartbeat())) {
            return Load.run(
                    Trials.plan(
                            technique,
                            server.address(),
                            USERS,
                            100,
                            LoadPlan.Requests.MINIMAL,
                            Trials.Phases.ofMillis(0, 200, 400, 1000)),
                    progress -> {});
        }
    }
}
