package dev.pushbench.bench.host;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the whole machine holds and has used so far, as the kernel sees it. What cannot be read is empty.
 *
 * @param cpu since boot
 * @param slabBytes of kernel memory for its own objects, sockets among them
 * @param sockets of this network namespace
 * @param loadAverage of the last minute
 */
public record MachineFigures(
        Optional<Cpu> cpu, OptionalLong slabBytes, Optional<Sockets> sockets, OptionalDouble loadAverage) {
    /**
     * Time of all cores together.
     *
     * @param totalNanos all of it
     * @param idleNanos waiting for disks included
     * @param stealNanos when a core had work and the hypervisor ran something else
     */
    public record Cpu(long totalNanos, long idleNanos, long stealNanos) {}

    /**
     * TCP, IPv4 and IPv6 together.
     *
     * @param inUse sockets that are not closed
     * @param timeWait closed ones whose port is not free yet
     * @param memoryPages of the machine's memory in socket buffers
     */
    public record Sockets(long inUse, long timeWait, long memoryPages) {}

    public static MachineFigures now() {
        return of(KernelFiles.ofThisMachine());
    }

    static MachineFigures of(KernelFiles files) {
        return new MachineFigures(
                files.text("proc/stat").flatMap(MachineFigures::cpu),
                files.text("proc/meminfo")
                        .map(text -> ProcText.bytes(text, "Slab"))
                        .orElse(OptionalLong.empty()),
                files.text("proc/net/sockstat")
                        .flatMap(four ->
                                sockets(four, files.text("proc/net/sockstat6").orElse(""))),
                files.text("proc/loadavg").map(MachineFigures::loadAverage).orElse(OptionalDouble.empty()));
    }

    /** What happened on the machine between two looks at it; empty where the time of its cores is not told. */
    public static Optional<MachineShares> between(MachineFigures before, MachineFigures after) {
        if (before.cpu.isEmpty() || after.cpu.isEmpty()) {
            return Optional.empty();
        }
        Cpu from = before.cpu.get();
        Cpu to = after.cpu.get();
        long totalNanos = to.totalNanos - from.totalNanos;
        // The kernel corrects idle time, so it may fall between two looks.
        long idleNanos = Math.max(0, to.idleNanos - from.idleNanos);
        long stealNanos = Math.max(0, to.stealNanos - from.stealNanos);
        return totalNanos <= 0
                ? Optional.empty()
                : Optional.of(
                        new MachineShares(totalNanos, stealNanos, Math.max(0, totalNanos - idleNanos - stealNanos)));
    }

    /** Of {@code /proc/stat}; time for guests is in user time already: proc(5). */
    static Optional<Cpu> cpu(String stat) {
        Optional<String> all =
                stat.lines().filter(line -> line.startsWith("cpu ")).findFirst();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        List<OptionalLong> ticks = ProcText.words(all.get()).stream()
                .skip(1)
                .limit(8)
                .map(ProcText::number)
                .toList();
        if (ticks.size() < 8 || ticks.stream().anyMatch(OptionalLong::isEmpty)) {
            return Optional.empty();
        }
        long total = ticks.stream().mapToLong(OptionalLong::getAsLong).sum();
        long idle = ticks.get(3).getAsLong() + ticks.get(4).getAsLong();
        long steal = ticks.get(7).getAsLong();
        return Optional.of(new Cpu(CpuTicks.nanos(total), CpuTicks.nanos(idle), CpuTicks.nanos(steal)));
    }

    /** Of {@code /proc/net/sockstat} and its twin for IPv6, which counts its sockets but shares the rest. */
    static Optional<Sockets> sockets(String four, String six) {
        Optional<String> tcp = ProcText.field(four, "TCP");
        if (tcp.isEmpty()) {
            return Optional.empty();
        }
        OptionalLong inUse = ProcText.numberAfter(tcp.get(), "inuse");
        OptionalLong timeWait = ProcText.numberAfter(tcp.get(), "tw");
        OptionalLong memoryPages = ProcText.numberAfter(tcp.get(), "mem");
        long inUseSix = ProcText.field(six, "TCP6")
                .map(line -> ProcText.numberAfter(line, "inuse"))
                .orElse(OptionalLong.empty())
                .orElse(0);
        return inUse.isEmpty() || timeWait.isEmpty() || memoryPages.isEmpty()
                ? Optional.empty()
                : Optional.of(new Sockets(inUse.getAsLong() + inUseSix, timeWait.getAsLong(), memoryPages.getAsLong()));
    }

    static OptionalDouble loadAverage(String loadavg) {
        String minute = ProcText.words(loadavg).get(0);
        return minute.matches("\\d{1,9}(\\.\\d{1,9})?")
                ? OptionalDouble.of(Double.parseDouble(minute))
                : OptionalDouble.empty();
    }
}
