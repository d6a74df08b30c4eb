package dev.pushbench.bench.floor;

import dev.pushbench.bench.host.ChildProcess;
import dev.pushbench.bench.host.CpuPinning;
import dev.pushbench.bench.host.JsonLine;
import dev.pushbench.bench.host.SearchPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the kernel takes of a broadcast over TCP by itself: a C program, compiled on the spot, whose one process writes an event to each
 * connection and whose other reads it. Each message is as long as the event in a WebSocket frame. Closing it deletes the program.
 */
public final class KernelFloor implements AutoCloseable {
    /** Names that a C compiler goes by, in the order in which they are looked for. */
    public static final List<String> COMPILERS = List.of("cc", "gcc", "clang");

    private static final String SOURCE = "floor.c";
    private static final Duration LONGEST_COMPILATION = Duration.ofMinutes(1);
    private static final Duration LONGEST_START = Duration.ofMinutes(1);
    private static final int SLOWNESS = 3;
    private static final int NO_CORE = -1;
    private static final double MICROS_PER_SECOND = 1e6;

    private final Path folder;
    private final CpuPinning pinning;

    private KernelFloor(Path folder, CpuPinning pinning) {
        this.folder = folder;
        this.pinning = pinning;
    }

    /** What the program prints. */
    private record Printed(long messages, long writerCpuNanos, long readerCpuNanos, List<Long> wallNanos) {}

    /** The C compiler of this machine, if it has one. */
    public static Optional<String> compiler(SearchPath programs) {
        return COMPILERS.stream().filter(programs::has).findFirst();
    }

    /**
     * Compiles the program, into a folder of its own.
     *
     * @param pinning the writer goes where a server would, the reader where a load generator would
     * @throws IOException where the compiler does not take it, in its words
     */
    public static KernelFloor compile(String compiler, CpuPinning pinning) throws IOException, InterruptedException {
        KernelFloor floor = new KernelFloor(Files.createTempDirectory("pushbench-floor"), pinning);
        boolean compiled = false;
        try {
            floor.compileWith(compiler);
            compiled = true;
            return floor;
        } finally {
            if (!compiled) {
                floor.close();
            }
        }
    }

    private void compileWith(String compiler) throws IOException, InterruptedException {
        Path source = folder.resolve(SOURCE);
        try (InputStream text = KernelFloor.class.getResourceAsStream(SOURCE)) {
            if (text == null) {
                throw new IOException(SOURCE + " is not in this build");
            }
            Files.copy(text, source);
        }
        List<String> words = List.of(compiler, "-O2", "-o", program().toString(), source.toString());
        ChildProcess.Ending ending = ChildProcess.run(words, folder, log(), LONGEST_COMPILATION);
        if (ending.exitCode() != 0) {
            throw new IOException(compiler + " does not compile it: " + lastLine());
        }
    }

    /**
     * Runs it once, for about as long as the plan says.
     *
     * @throws IOException where it fails, in its words
     */
    public KernelFloorResult run(FloorPlan plan) throws IOException, InterruptedException {
        double rate = plan.publishing().eventsPerSecond();
        List<String> words = Stream.<Object>of(
                        program(),
                        plan.users(),
                        messageBytes(plan),
                        Math.max(1, events(plan.warmup(), rate)),
                        Math.max(1, events(plan.window(), rate)),
                        Math.round(MICROS_PER_SECOND / rate),
                        core(pinning.serverCores()),
                        core(pinning.generatorCores()))
                .map(Object::toString)
                .toList();
        Duration longest =
                plan.warmup().plus(plan.window()).multipliedBy(SLOWNESS).plus(LONGEST_START);
        ChildProcess.Ending ending = ChildProcess.run(words, folder, log(), longest);
        if (ending.exitCode() != 0) {
            throw new IOException(lastLine());
        }
        Printed printed = JsonLine.read(ending.output(), Printed.class);
        return new KernelFloorResult(
                plan, printed.messages(), printed.writerCpuNanos(), printed.readerCpuNanos(), printed.wallNanos());
    }

    /** The event in an unmasked frame (RFC 6455, section 5.2). */
    static int messageBytes(FloorPlan plan) {
        int event = plan.publishing().eventBytes();
        if (event <= 125) {
            return event + 2;
        }
        return event <= 65_535 ? event + 4 : event + 10;
    }

    private static long events(Duration time, double rate) {
        return Math.round(time.toNanos() / 1e9 * rate);
    }

    private static int core(List<Integer> cores) {
        return cores.isEmpty() ? NO_CORE : cores.get(0);
    }

    private Path program() {
        return folder.resolve("floor");
    }

    private Path log() {
        return folder.resolve("log");
    }

    private String lastLine() throws IOException {
        try (Stream<String> lines = Files.lines(log())) {
            return lines.filter(line -> !line.isBlank())
                    .reduce((before, after) -> after)
                    .orElse("it does not say why");
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
