package dev.pushbench.bench.result;

import dev.pushbench.bench.host.JvmFigures;
import dev.pushbench.bench.host.MachineFigures;
import dev.pushbench.bench.host.ProcessFigures;
import dev.pushbench.bench.host.ServerSample;
import dev.pushbench.client.Load.Milestone;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Looks at the processes and the machine at the milestones of a trial, and what follows from them.
 *
 * @param at each milestone that was reached
 * @param generator the generator's JVM at each milestone
 * @param connectAllNanos as {@link GeneratorCost} has it
 */
public record Samples(Map<Milestone, Moment> at, Map<Milestone, JvmFigures> generator, OptionalLong connectAllNanos) {
    /** Bytes of a page of memory on every machine that matters here. */
    private static final long PAGE_BYTES = 4096;

    /** Fewer users than this drown in what else the kernel allocates meanwhile. */
    private static final int LEAST_USERS_FOR_KERNEL_MEMORY = 500;

    /** Of users that nobody timed as they connected. */
    Samples(Map<Milestone, Moment> at, Map<Milestone, JvmFigures> generator) {
        this(at, generator, OptionalLong.empty());
    }

    public Samples {
        at = Map.copyOf(at);
        generator = Map.copyOf(generator);
    }

    /**
     * One look.
     *
     * @param atNanos when the server was asked, as {@link System#nanoTime} has it
     * @param server what the server says of itself
     * @param serverProcess what the kernel says of it
     * @param ownCpuNanos of all processes of this run: the server's, the generator's and the one that started them
     */
    public record Moment(
            long atNanos,
            Optional<ServerSample> server,
            Optional<ProcessFigures> serverProcess,
            MachineFigures machine,
            Optional<Long> ownCpuNanos) {}

    /**
     * Costs per user and per delivery, computed from the samples of one trial. A busy machine takes its looks late, and the time between them is
     * then not the windows'. What was used between the looks is therefore taken as a rate, and given for as long as the windows last.
     *
     * @param users of the trial
     * @param arrivals deliveries that arrived in the windows, by the generator's count
     * @param windows how long all of them last
     */
    public Evidence evidence(int users, long arrivals, Duration windows, Optional<WireAgreement> wire) {
        double scale = scale(windows);
        Evidence evidence =
                new Evidence(serverCost(users, arrivals, scale), generatorLoad(scale), surroundings(), wire);
        return playing(users, scale).map(evidence::with).orElse(evidence);
    }

    /** What an amount between the two looks is multiplied by to be one of the windows; 1 where a look is missing. */
    private double scale(Duration windows) {
        Moment opened = at.get(Milestone.WINDOW_OPENED);
        Moment closed = at.get(Milestone.WINDOW_CLOSED);
        return opened == null || closed == null || closed.atNanos <= opened.atNanos
                ? 1
                : (double) windows.toNanos() / (closed.atNanos - opened.atNanos);
    }

    /** By how much the server's memory in RAM grew from when all users were there until the window ended; empty where it was not seen. */
    public Optional<Long> rssGrowthBytes() {
        Optional<Long> before = rssBytes(Milestone.CONNECTED);
        Optional<Long> after = rssBytes(Milestone.WINDOW_CLOSED);
        return before.isEmpty() || after.isEmpty() ? Optional.empty() : Optional.of(after.get() - before.get());
    }

    private Optional<Long> rssBytes(Milestone milestone) {
        return Optional.ofNullable(at.get(milestone))
                .flatMap(Moment::serverProcess)
                .map(ProcessFigures::rssBytes);
    }

    private Optional<ServerCost> serverCost(int users, long arrivals, double scale) {
        Optional<ServerSample> opened = server(Milestone.WINDOW_OPENED);
        Optional<ServerSample> closed = server(Milestone.WINDOW_CLOSED);
        if (opened.isEmpty() || closed.isEmpty()) {
            return Optional.empty();
        }
        JvmFigures before = opened.get().jvm();
        JvmFigures after = closed.get().jvm();
        JvmLoad load = JvmLoad.between(before, after).times(scale);
        Optional<ProcessFigures> process =
                Optional.ofNullable(at.get(Milestone.WINDOW_CLOSED)).flatMap(Moment::serverProcess);
        return Optional.of(new ServerCost(
                new ServerCost.PerDelivery(
                        arrivals,
                        load.cpuNanos(),
                        Math.round(scale * (after.allocatedBytes() - before.allocatedBytes()))),
                perUser(users),
                new ServerCost.Holding(
                        process.map(ProcessFigures::threads),
                        process.map(ProcessFigures::openFiles),
                        closed.get().server().connectionsAccepted()),
                load));
    }

    private ServerCost.PerUser perUser(int users) {
        Moment before = at.get(Milestone.ALONE);
        Moment after = at.get(Milestone.CONNECTED);
        if (before == null || after == null) {
            return new ServerCost.PerUser(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
        }
        return new ServerCost.PerUser(
                growth(before.server().map(Samples::heap), after.server().map(Samples::heap), users),
                growth(
                        before.serverProcess().map(ProcessFigures::rssBytes),
                        after.serverProcess().map(ProcessFigures::rssBytes),
                        users),
                users < LEAST_USERS_FOR_KERNEL_MEMORY
                        ? OptionalDouble.empty()
                        : growth(kernelBytes(before.machine()), kernelBytes(after.machine()), 2L * users));
    }

    private Optional<JvmLoad> generatorLoad(double scale) {
        JvmFigures opened = generator.get(Milestone.WINDOW_OPENED);
        JvmFigures closed = generator.get(Milestone.WINDOW_CLOSED);
        return opened == null || closed == null
                ? Optional.empty()
                : Optional.of(JvmLoad.between(opened, closed).times(scale));
    }

    private Optional<GeneratorCost> playing(int users, double scale) {
        JvmFigures opened = generator.get(Milestone.WINDOW_OPENED);
        JvmFigures closed = generator.get(Milestone.WINDOW_CLOSED);
        return opened == null || closed == null
                ? Optional.empty()
                : Optional.of(new GeneratorCost(
                        Math.round(scale * (closed.allocatedBytes() - opened.allocatedBytes())),
                        growth(generatorHeap(Milestone.ALONE), generatorHeap(Milestone.CONNECTED), users),
                        connectAllNanos));
    }

    private Optional<Long> generatorHeap(Milestone milestone) {
        return Optional.ofNullable(generator.get(milestone)).map(JvmFigures::heapUsedBytes);
    }

    private Optional<Evidence.Surroundings> surroundings() {
        Moment opened = at.get(Milestone.WINDOW_OPENED);
        Moment closed = at.get(Milestone.WINDOW_CLOSED);
        if (opened == null
                || closed == null
                || opened.ownCpuNanos().isEmpty()
                || closed.ownCpuNanos().isEmpty()) {
            return Optional.empty();
        }
        long ownNanos = closed.ownCpuNanos().get() - opened.ownCpuNanos().get();
        return MachineFigures.between(opened.machine(), closed.machine())
                .map(shares -> new Evidence.Surroundings(
                        shares.stealShare(), (double) shares.otherCpuNanos(ownNanos) / shares.totalNanos()));
    }

    private Optional<ServerSample> server(Milestone milestone) {
        return Optional.ofNullable(at.get(milestone)).flatMap(Moment::server);
    }

    private static long heap(ServerSample sample) {
        return sample.jvm().heapUsedBytes();
    }

    private static Optional<Long> kernelBytes(MachineFigures machine) {
        if (machine.slabBytes().isEmpty() || machine.sockets().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(machine.slabBytes().getAsLong()
                + PAGE_BYTES * machine.sockets().get().memoryPages());
    }

    private static OptionalDouble growth(Optional<Long> before, Optional<Long> after, long by) {
        return before.isEmpty() || after.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) (after.get() - before.get()) / by);
    }
}
