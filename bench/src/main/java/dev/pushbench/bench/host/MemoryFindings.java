package dev.pushbench.bench.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The memory, and how many users fit in it. */
final class MemoryFindings {
    private static final String HUGE_PAGES = "sys/kernel/mm/transparent_hugepage/enabled";

    /** Server and generator, each with a heap of 512 MiB and what a JVM needs beside it. */
    private static final long BOTH_JVMS_BYTES = 2L * 768 * 1024 * 1024;

    /** A pair of sockets over the loopback was seen to take 9.4 KB of the kernel's memory; the rest is for what waits in them. */
    static final long USER_BYTES = 16 * 1024;

    private MemoryFindings() {}

    static List<Finding> of(KernelFiles files) {
        OptionalLong inGroup = new Cgroup(files).memoryLeftBytes();
        OptionalLong inMachine = inMachine(files);
        List<Finding> findings = new ArrayList<>();
        findings.add(group(inGroup));
        findings.add(available(inMachine, inGroup));
        findings.add(hugePages(files.text(HUGE_PAGES)));
        return findings;
    }

    private static OptionalLong inMachine(KernelFiles files) {
        return files.text("proc/meminfo")
                .map(text -> ProcText.bytes(text, "MemAvailable"))
                .orElse(OptionalLong.empty());
    }

    /** How much memory may still be used, of the machine and of the control group; empty where the machine's is not told. */
    static OptionalLong availableBytes(KernelFiles files) {
        OptionalLong inMachine = inMachine(files);
        return inMachine.isEmpty()
                ? inMachine
                : OptionalLong.of(Math.min(
                        inMachine.getAsLong(),
                        new Cgroup(files).memoryLeftBytes().orElse(Long.MAX_VALUE)));
    }

    private static Finding group(OptionalLong leftBytes) {
        if (leftBytes.isEmpty()) {
            return Finding.unknown("memory limit", "/proc/self/cgroup and /sys/fs/cgroup");
        }
        return Finding.ok(
                "memory limit",
                leftBytes.getAsLong() == Long.MAX_VALUE
                        ? "none"
                        : Amounts.memory(leftBytes.getAsLong()) + " left in the control group");
    }

    /** The estimate errs to the safe side; where the group's limit is not known, the machine's memory is all we have. */
    static Finding available(OptionalLong inMachine, OptionalLong inGroup) {
        if (inMachine.isEmpty()) {
            return Finding.unknown("memory available", "MemAvailable of /proc/meminfo");
        }
        long bytes = Math.min(inMachine.getAsLong(), inGroup.orElse(Long.MAX_VALUE));
        return Finding.limit(
                "memory available",
                Amounts.memory(bytes),
                (bytes - BOTH_JVMS_BYTES) / USER_BYTES,
                "close other programs or raise the memory limit; two JVMs take 1.5 GiB, a user about 16 KiB");
    }

    /** Of {@code always [madvise] never}: the one in brackets. */
    static Finding hugePages(Optional<String> enabled) {
        String text = enabled.orElse("");
        int from = text.indexOf('[');
        int to = text.indexOf(']', from + 1);
        if (from < 0 || to < 0) {
            return Finding.unknown("transparent huge pages", "/" + HUGE_PAGES);
        }
        String mode = text.substring(from + 1, to);
        return "always".equals(mode)
                ? Finding.note(
                        "transparent huge pages",
                        mode,
                        "the kernel may stall a JVM to make them: echo madvise > /" + HUGE_PAGES)
                : Finding.ok("transparent huge pages", mode);
    }
}
