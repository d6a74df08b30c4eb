package dev.pushbench.bench.jmh.macro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.StartArchives;
import dev.pushbench.bench.StartArchives.Role;
import dev.pushbench.bench.host.ChildCommand;
import dev.pushbench.bench.host.FakeServer;
import dev.pushbench.bench.host.JavaExecutable;
import dev.pushbench.bench.host.JvmProbe;
import dev.pushbench.bench.host.ServerProcess;
import dev.pushbench.bench.result.Evidence;
import dev.pushbench.client.Load;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.measure.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class WatchTest {
    private static final LoadResult.Published NOTHING = new LoadResult.Published(0, 0, 0, 0, Optional.empty());

    /** It is the trial that ends, and tells. */
    @Test
    void anInterruptIsLeftToWhoeverRunsTheTrial() throws Exception {
        try (ServerProcess server = ServerProcess.start(FakeServer.command("ready"), ServerProcess.LONGEST_START);
                JvmProbe probe = JvmProbe.start()) {
            Thread.currentThread().interrupt();

            Watch watch = new Watch(List.of(server), 1, List.of(), List.of(), probe, progress -> {});
            watch.reached(Load.Milestone.CONNECTED);
            boolean agrees = watch.agrees(Traffic.NONE, NOTHING);

            assertThat(agrees).as("nothing to compare with").isTrue();
            assertThat(watch.evidence(1, 0, Duration.ofSeconds(1))).isEqualTo(Evidence.NONE);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    /** A window is as long as configured, so that it often ends before the server is back. */
    @Test
    void aServerThatWasKilledIsAskedNothingUntilItIsBack() throws Exception {
        ChildCommand command = ChildCommand.server(
                List.of(),
                JavaExecutable.ofThisJvm().path(),
                StartArchives.with(Role.SERVER, "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                1);
        try (ServerProcess server = ServerProcess.start(command, ServerProcess.LONGEST_START);
                JvmProbe probe = JvmProbe.start()) {
            Watch watch = new Watch(List.of(server), 1, List.of(), List.of(), probe, progress -> {});
            watch.reached(Load.Milestone.WINDOW_OPENED);
            watch.killServer();
            watch.reviveServer();
            watch.reached(Load.Milestone.WINDOW_CLOSED);
            boolean agrees = watch.agrees(Traffic.NONE, NOTHING);

            assertThat(server.silence()).isEmpty();
            assertThat(watch.failedRevival()).isEmpty();
            assertThat(agrees).as("no bytes were sent to the restarted server").isTrue();
            Evidence evidence = watch.evidence(1, 0, Duration.ofSeconds(1));
            assertThat(evidence.wire()).isPresent();
            assertThat(evidence.server()).isEmpty();
        }
    }

    @Test
    void progressIsPassedOn() {
        List<Load.Progress> told = new ArrayList<>();
        Load.Progress progress = new Load.Progress(Load.Phase.IDLE, 2, 3);

        try (JvmProbe probe = JvmProbe.start()) {
            new Watch(List.of(), 1, List.of(), List.of(), probe, told::add).progress(progress);
        }

        assertThat(told).containsExactly(progress);
    }
}
