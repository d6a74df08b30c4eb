package dev.pushbench.bench;

import dev.pushbench.bench.floor.FloorPlan;
import dev.pushbench.bench.floor.KernelFloor;
import dev.pushbench.bench.floor.KernelFloorResult;
import dev.pushbench.bench.host.ChildProcess;
import dev.pushbench.bench.host.CpuPinning;
import dev.pushbench.bench.host.JavaExecutable;
import dev.pushbench.bench.host.SearchPath;
import dev.pushbench.bench.result.Summary;
import dev.pushbench.bench.result.TrialResult;
import dev.pushbench.bench.scale.Floor;
import dev.pushbench.bench.scale.Targets;
import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.bench.scenario.Suite;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is measured of the harness beside its trials: the kernel's floor in turn with them, and how long a small run takes. */
final class ScaleRun implements AutoCloseable {
    private static final Duration LONGEST_SMOKE = Duration.ofMinutes(5);
    private static final double NANOS_PER_SECOND = 1e9;

    private final ScaleCourse course;
    private final Cell like;
    private final Consumer<String> told;
    private final List<Floor> floors = new ArrayList<>();
    private Optional<KernelFloor> program = Optional.empty();
    private String noFloor = "no C compiler on the PATH";
    private OptionalDouble smokeSeconds = OptionalDouble.empty();

    /** @param told gets lines on what goes on between trials */
    ScaleRun(Suite suite, ProcessOptions.Processes processes, Consumer<String> told) {
        this.course = new ScaleCourse(suite, processes.splitting(), this::measureFloor);
        this.like = suite.trials().get(0).cell();
        this.told = told;
    }

    ScaleCourse course() {
        return course;
    }

    /** Compiles the floor's program, where this machine can. */
    void prepare() throws InterruptedException {
        Optional<String> compiler = KernelFloor.compiler(new SearchPath(System.getenv("PATH")));
        if (compiler.isPresent()) {
            try {
                program = Optional.of(KernelFloor.compile(compiler.get(), CpuPinning.ofThisMachine()));
            } catch (IOException failed) {
                noFloor = String.valueOf(failed.getMessage());
            }
        }
        course.leftOut().forEach(told);
        if (program.isEmpty()) {
            told.accept("floor: " + noFloor);
        }
    }

    private void measureFloor(int users) {
        FloorPlan plan = new FloorPlan(
                users, like.publishing(), Duration.ofSeconds(2), like.phases().window());
        program.ifPresent(floor -> {
            told.accept(FloorCommand.announcement(plan));
            try {
                KernelFloorResult result = floor.run(plan);
                floors.add(new Floor(
                        users,
                        result.writerNanosPerMessage() / 1e3,
                        result.readerNanosPerMessage() / 1e3,
                        result.medianWallNanos() / 1e6));
            } catch (IOException failed) {
                noFloor = String.valueOf(failed.getMessage());
                told.accept("floor: " + noFloor);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt(); // whoever runs the trials sees it
            }
        });
    }

    /** Times {@code run --suite smoke}, as a user would start it. */
    void timeSmoke() throws InterruptedException {
        told.accept("run --suite smoke: about 40 s");
        try {
            Path folder = Files.createTempDirectory("pushbench-smoke");
            try {
                List<String> words = List.of(
                        JavaExecutable.ofThisJvm().path().toString(),
                        "-cp",
                        classPath(),
                        Pushbench.class.getName(),
                        "run",
                        "--suite",
                        "smoke",
                        "--out",
                        folder.toString());
                long startNanos = System.nanoTime();
                ChildProcess.Ending ending = ChildProcess.run(words, folder, folder.resolve("log"), LONGEST_SMOKE);
                long nanos = System.nanoTime() - startNanos;
                if (ending.exitCode() == ExitCode.PASS.code()) {
                    smokeSeconds = OptionalDouble.of(nanos / NANOS_PER_SECOND);
                } else {
                    told.accept("run --suite smoke ended with exit code " + ending.exitCode());
                }
            } finally {
                delete(folder);
            }
        } catch (IOException failed) {
            told.accept("run --suite smoke: " + failed.getMessage());
        }
    }

    /** This program's, for a process that is started elsewhere. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** What came of it so far. */
    Targets targets(List<TrialResult> results) {
        return new Targets(Summary.trialRows(results), floors, noFloor, smokeSeconds);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Override
    public void close() {
        program.ifPresent(floor -> {
            try {
                floor.close();
            } catch (IOException left) {
                throw new UncheckedIOException("the floor's program is left", left);
            }
        });
    }
}
