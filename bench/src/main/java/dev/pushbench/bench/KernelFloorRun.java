package dev.pushbench.bench;

import dev.pushbench.bench.floor.FloorPlan;
import dev.pushbench.bench.floor.KernelFloor;
import dev.pushbench.bench.floor.KernelFloorResult;
import dev.pushbench.bench.host.CpuPinning;
import dev.pushbench.bench.host.SearchPath;
import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.result.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** {@code floor --kernel}: compiles the program and runs it for each plan. */
final class KernelFloorRun {
    private final Optional<String> compiler;
    private final Consumer<String> told;

    /** @param told gets a line on what goes on, or has gone wrong */
    KernelFloorRun(SearchPath programs, Consumer<String> told) {
        this.compiler = KernelFloor.compiler(programs);
        this.told = told;
    }

    /**
     * Measures, prints and tells how it ended. What was measured before something went wrong is printed.
     *
     * @throws UsageError where this machine has no C compiler
     */
    ExitCode measure(List<FloorPlan> plans, boolean json, PrintWriter out) {
        String cc = compiler.orElseThrow(() -> new UsageError(
                "--kernel",
                "no C compiler is on the PATH, one of these is needed: " + String.join(", ", KernelFloor.COMPILERS)));
        List<KernelFloorResult> results = new ArrayList<>();
        ExitCode code = measure(cc, plans, results);
        out.println(json ? Json.of(Map.of("cells", KernelFloorTable.rows(results))) : KernelFloorTable.of(results));
        out.flush();
        return code;
    }

    private ExitCode measure(String cc, List<FloorPlan> plans, List<KernelFloorResult> results) {
        try (Interruption interruption = Interruption.ofThisThread();
                KernelFloor floor = KernelFloor.compile(cc, CpuPinning.ofThisMachine())) {
            interruption.begin();
            try {
                for (FloorPlan plan : plans) {
                    told.accept(FloorCommand.announcement(plan));
                    results.add(floor.run(plan));
                }
            } finally {
                interruption.end();
            }
            return ExitCode.PASS;
        } catch (InterruptedException stop) {
            told.accept("pushbench: interrupted");
            return ExitCode.INTERRUPTED;
        } catch (IOException failed) {
            told.accept("pushbench: " + failed.getMessage());
            return ExitCode.INVALID_RUN;
        }
    }
}
