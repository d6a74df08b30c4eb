package dev.pushbench.bench.host;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a process holds now, as the kernel sees it.
 *
 * @param rssBytes of its memory that is in RAM
 * @param openFiles sockets included
 * @param cpuNanos since its start, in user and kernel mode, to the hundredth of a second
 */
public record ProcessFigures(long rssBytes, long threads, long openFiles, long cpuNanos) {
    /** Fields 14 and 15 of {@code /proc/PID/stat}, counted from what follows the name: proc(5). */
    private static final int USER_TICKS = 11;

    private static final int KERNEL_TICKS = 12;

    /** The sums of several processes'; empty where one of them is. */
    public static Optional<ProcessFigures> together(List<Optional<ProcessFigures>> all) {
        return all.stream()
                .reduce((one, other) -> one.isEmpty() || other.isEmpty()
                        ? Optional.empty()
                        : Optional.of(one.get().plus(other.get())))
                .orElse(Optional.empty());
    }

    private ProcessFigures plus(ProcessFigures other) {
        return new ProcessFigures(
                rssBytes + other.rssBytes,
                threads + other.threads,
                openFiles + other.openFiles,
                cpuNanos + other.cpuNanos);
    }

    /** Empty where there is no such process any more, where it is not ours to look at, and where there is no {@code /proc}. */
    public static Optional<ProcessFigures> of(long pid) {
        return of(KernelFiles.ofThisMachine(), pid);
    }

    /** Of {@link #of} the CPU time alone, which costs less to look at. */
    public static OptionalLong cpuNanos(long pid) {
        return KernelFiles.ofThisMachine()
                .text("proc/" + pid + "/stat")
                .map(ProcessFigures::cpuNanos)
                .orElseGet(OptionalLong::empty);
    }

    static Optional<ProcessFigures> of(KernelFiles files, long pid) {
        String folder = "proc/" + pid;
        OptionalLong openFiles = files.entries(folder + "/fd");
        Optional<String> status = files.text(folder + "/status");
        Optional<String> stat = files.text(folder + "/stat");
        return openFiles.isEmpty() || status.isEmpty() || stat.isEmpty()
                ? Optional.empty()
                : parse(status.get(), stat.get(), openFiles.getAsLong());
    }

    /** A process that has ended and was not waited for has no memory, and no figures. */
    static Optional<ProcessFigures> parse(String status, String stat, long openFiles) {
        OptionalLong rssBytes = ProcText.bytes(status, "VmRSS");
        OptionalLong threads =
                ProcText.field(status, "Threads").map(ProcText::number).orElse(OptionalLong.empty());
        OptionalLong cpuNanos = cpuNanos(stat);
        return rssBytes.isEmpty() || threads.isEmpty() || cpuNanos.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ProcessFigures(rssBytes.getAsLong(), threads.getAsLong(), openFiles, cpuNanos.getAsLong()));
    }

    /** The name is in parentheses and may itself have blanks and parentheses: the last one ends it. */
    private static OptionalLong cpuNanos(String stat) {
        List<String> words = ProcText.words(stat.substring(stat.lastIndexOf(')') + 1));
        if (!stat.contains(")") || words.size() <= KERNEL_TICKS) {
            return OptionalLong.empty();
        }
        OptionalLong user = ProcText.number(words.get(USER_TICKS));
        OptionalLong kernel = ProcText.number(words.get(KERNEL_TICKS));
        return user.isEmpty() || kernel.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(CpuTicks.nanos(user.getAsLong() + kernel.getAsLong()));
    }
}
