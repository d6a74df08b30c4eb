package dev.pushbench.bench.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;

/** The cores: how many, whose, and how steady. */
final class CoreFindings {
    private static final double STEAL_TO_NOTE = 0.001;
    private static final double STEAL_TO_WARN = 0.01;
    private static final double LOAD_TO_NOTE = 0.25;

    private CoreFindings() {}

    /**
     * What is found.
     *
     * @param programs where taskset is looked for
     */
    static List<Finding> of(KernelFiles files, SearchPath programs) {
        List<Integer> allowed = CpuPinning.allowed(files);
        MachineFigures machine = MachineFigures.of(files);
        List<Finding> findings = new ArrayList<>();
        findings.add(cores(allowed));
        findings.add(pinning(CpuPinning.plan(allowed, programs.has("taskset"), 1, 1)));
        findings.add(quota(new Cgroup(files).cores()));
        findings.add(governors(allowed.stream()
                .flatMap(core -> files.text("sys/devices/system/cpu/cpu" + core + "/cpufreq/scaling_governor").stream())
                .toList()));
        findings.add(steal(machine.cpu()));
        findings.add(load(machine.loadAverage(), allowed.size()));
        return findings;
    }

    static Finding cores(List<Integer> allowed) {
        String value = allowed.size() + " may be used";
        return switch (allowed.size()) {
            case 0 -> Finding.unknown("cores", "Cpus_allowed_list of /proc/self/status");
            case 1 ->
                Finding.warn(
                        "cores",
                        value,
                        "server and generator share it, so that each disturbs the other: use two or more");
            case 2 ->
                Finding.note(
                        "cores", value, "whatever else runs disturbs one of the two: close it, or use three or more");
            default -> Finding.ok("cores", value);
        };
    }

    private static Finding pinning(CpuPinning pinning) {
        return pinning.isPinned()
                ? Finding.ok("pinning", pinning.toString())
                : Finding.warn(
                        "pinning", pinning.toString(), "allow two cores (taskset, cpuset) and install util-linux");
    }

    static Finding quota(OptionalDouble cores) {
        if (cores.isEmpty()) {
            return Finding.unknown("CPU quota", "/proc/self/cgroup and /sys/fs/cgroup");
        }
        if (Double.isInfinite(cores.getAsDouble())) {
            return Finding.ok("CPU quota", "none");
        }
        return Finding.warn(
                "CPU quota",
                cores.getAsDouble() + " cores",
                "a process that has used its quota stands still for up to 100 ms: lift it (cpu.max, docker --cpus)");
    }

    static Finding governors(List<String> governors) {
        if (governors.isEmpty()) {
            return Finding.unknown("CPU governor", "scaling_governor of /sys/devices/system/cpu, usual in a VM");
        }
        TreeSet<String> distinct = new TreeSet<>(governors);
        String value = String.join(", ", distinct);
        return distinct.size() == 1 && distinct.contains("performance")
                ? Finding.ok("CPU governor", value)
                : Finding.note("CPU governor", value, "clocks follow the load: cpupower frequency-set -g performance");
    }

    static Finding steal(Optional<MachineFigures.Cpu> sinceBoot) {
        if (sinceBoot.isEmpty() || sinceBoot.get().totalNanos() == 0) {
            return Finding.unknown("steal since boot", "/proc/stat");
        }
        double share = (double) sinceBoot.get().stealNanos() / sinceBoot.get().totalNanos();
        String value = Amounts.percent(share);
        String remedy = "the hypervisor gives cores to others: use a machine with dedicated cores";
        if (share >= STEAL_TO_WARN) {
            return Finding.warn("steal since boot", value, remedy);
        }
        return share >= STEAL_TO_NOTE
                ? Finding.note("steal since boot", value, remedy)
                : Finding.ok("steal since boot", value);
    }

    static Finding load(OptionalDouble loadAverage, int cores) {
        if (loadAverage.isEmpty()) {
            return Finding.unknown("load", "/proc/loadavg");
        }
        String value = loadAverage.getAsDouble() + " in the last minute";
        return loadAverage.getAsDouble() > LOAD_TO_NOTE * Math.max(1, cores)
                ? Finding.note("load", value, "something else runs or has just run: wait, or close it")
                : Finding.ok("load", value);
    }
}
