package dev.pushbench.bench.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that is disturbed must say so, and by what. That one which is not stays silent is not asserted: the machine of a test may
 * be disturbed as well.
 */
@Tag("thorough")
@Timeout(120)
final class DisturbedRunTest {
    private static final String[] SMALL_CELL = {
        "--techniques",
        "websocket",
        "--users",
        "20",
        "--rate",
        "50",
        "--warmup",
        "500ms",
        "--window",
        "3s",
        "--windows",
        "1"
    };

    /** What happens to a server before it has told its figures for the start of the window is not of the window. */
    private static final long WELL_INTO_THE_WINDOW_NANOS = 1_000_000_000;

    @TempDir
    private Path folder;

    /** As many busy neighbours as cores: between them they have the cores' time, but for the little that the cell takes. */
    @Test
    @Tag("alone")
    void busyNeighboursAreBlamed() throws Exception {
        List<Process> neighbours = new ArrayList<>();
        try (RunProcess run = RunProcess.start(folder, SMALL_CELL)) {
            run.awaitProgress("warming up");
            for (int core = 0; core < Runtime.getRuntime().availableProcessors(); core++) {
                neighbours.add(busyNeighbour());
            }
            JsonNode cell = run.cell();

            assertThat(cell.path("validity").textValue()).isIn("NOISY", "INVALID");
            assertThat(cell.path("causes").textValue())
                    .containsPattern("other processes used \\d+ % of the CPU")
                    .containsPattern("^(other processes|the hypervisor) ");
            assertThat(cell.path("validity_exact").textValue()).isEqualTo("VALID");
        } finally {
            neighbours.forEach(Process::destroy);
        }
    }

    @Test
    void aServerThatStoodStillIsBlamed() throws Exception {
        try (RunProcess run = RunProcess.start(folder, SMALL_CELL)) {
            run.awaitProgress("measuring");
            LockSupport.parkNanos(WELL_INTO_THE_WINDOW_NANOS);
            Freeze freeze = Freeze.of(run.server().pid(), 500_000_000);
            JsonNode cell = run.cell();

            assertThat(cell.path("validity").textValue()).isIn("NOISY", "INVALID");
            assertThat(cell.path("causes").textValue()).contains("server scheduling delay max");
            assertThat(cell.path("latency_max_us").doubleValue()).isGreaterThan(0.9 * freeze.atLeastNanos() / 1e3);
        }
    }

    /** Ends by itself, should nobody be left to end it. */
    private static Process busyNeighbour() throws IOException {
        return new ProcessBuilder("timeout", "60", "sh", "-c", "while :; do :; done").start();
    }
}
