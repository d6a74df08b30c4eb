package dev.pushbench.bench.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pushbench.client.Load;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.LoadResult;
import dev.pushbench.protocol.Technique;
import dev.pushbench.server.PushServer;
import dev.pushbench.server.ServerOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The ledgers of bytes against what the kernel's own capture says TCP carried. Skipped where nobody lets us capture. */
@Timeout(60)
final class LoopbackCaptureTest {
    private static final long LONGEST_WRITING_NANOS = 10_000_000_000L;
    private static final long LOOK_NANOS = 50_000_000;

    @ParameterizedTest
    @EnumSource(names = {"LONG_POLLING", "WEBSOCKET"})
    void tcpCarriedWhatTheLedgersSay(Technique technique) throws Exception {
        Path file = Path.of("target", "capture-" + technique.id() + ".pcap").toAbsolutePath();
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        try (PushServer server = Trials.server(ServerOptions.DEFAULT.heartbeat())) {
            int port = server.address().getPort();
            Process tcpdump = capture(file, port);
            try {
                LoadResult load = trial(technique, server.address());
                CapturedPayload ofLedgers = ledgers(load);
                awaitWritten(file, port, ofLedgers);
                end(tcpdump);

                assertThat(load.failure()).isEmpty();
                assertThat(load.deliveries().arrived())
                        .as("10 events of the warm-up, 10 before the window, 20 in it")
                        .isEqualTo((10 + 10 + 20) * 10);
                assertThat(CapturedPayload.in(file, port)).isEqualTo(ofLedgers);
            } finally {
                end(tcpdump);
            }
        }
    }

    private static void end(Process tcpdump) throws InterruptedException {
        tcpdump.destroy();
        tcpdump.waitFor(10, TimeUnit.SECONDS);
    }

    private static LoadResult trial(Technique technique, InetSocketAddress server) {
        return Load.run(
                Trials.plan(
                        technique, server, 10, 50, LoadPlan.Requests.MINIMAL, Trials.Phases.ofMillis(0, 200, 400, 300)),
                progress -> {});
    }

    private static CapturedPayload ledgers(LoadResult load) {
        return new CapturedPayload(
                load.traffic().up().total() + load.published().bytesUp(),
                load.traffic().down().total() + load.published().bytesDown());
    }

    /** Packets are written a moment after they were sent: waits until so many bytes are there, or it has taken too long. */
    private static void awaitWritten(Path file, int port, CapturedPayload awaited) throws IOException {
        long deadline = System.nanoTime() + LONGEST_WRITING_NANOS;
        while (!CapturedPayload.in(file, port).equals(awaited) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** A capture that has begun. */
    private static Process capture(Path file, int port) throws IOException {
        Process tcpdump;
        try {
            tcpdump = new ProcessBuilder(
                            "tcpdump",
                            "-i",
                            "lo",
                            "-n",
                            "-U",
                            "--immediate-mode",
                            "-B",
                            "16384",
                            "-Z",
                            System.getProperty("user.name"),
                            "-w",
                            file.toString(),
                            "tcp port " + port)
                    .start();
        } catch (IOException notThere) {
            assumeTrue(false, "tcpdump cannot be started: " + notThere.getMessage());
            throw notThere;
        }
        String said = "";
        BufferedReader errors =
                new BufferedReader(new InputStreamReader(tcpdump.getErrorStream(), StandardCharsets.UTF_8));
        for (String line = errors.readLine(); line != null; line = errors.readLine()) {
            said = line;
            if (line.contains("listening on")) {
                return tcpdump;
            }
        }
        assumeTrue(false, "tcpdump may not capture: " + said);
        return tcpdump;
    }
}
