package dev.pushbench.bench.host;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the control group of this process allows it, of either version. A group is bound by the groups around it too. Each
 * limit is empty where it cannot be read, and as large as can be where there is none.
 */
record Cgroup(KernelFiles files) {
    private static final String ROOT = "sys/fs/cgroup";

    /** In cores; infinite where there is no limit. */
    OptionalDouble cores() {
        return folders("cpu").stream().mapToDouble(this::cores).min();
    }

    /** How much memory may be used; {@link Long#MAX_VALUE} where there is no limit. */
    OptionalLong memoryBytes() {
        return folders("memory").stream().mapToLong(this::memoryBytes).min();
    }

    /** How much more memory may be used; {@link Long#MAX_VALUE} where there is no limit. */
    OptionalLong memoryLeftBytes() {
        return folders("memory").stream().mapToLong(this::memoryLeftBytes).min();
    }

    private double cores(String folder) {
        List<String> two = ProcText.words(files.text(folder + "/cpu.max").orElse(""));
        if (two.size() == 2) {
            return quotient(ProcText.number(two.get(0)), ProcText.number(two.get(1)));
        }
        return quotient(files.number(folder + "/cpu.cfs_quota_us"), files.number(folder + "/cpu.cfs_period_us"));
    }

    /** What is not a number is {@code max} or {@code -1}: no limit. */
    private static double quotient(OptionalLong quota, OptionalLong period) {
        return quota.isEmpty() || period.orElse(0) == 0
                ? Double.POSITIVE_INFINITY
                : (double) quota.getAsLong() / period.getAsLong();
    }

    private long memoryBytes(String folder) {
        return Math.min(
                files.number(folder + "/memory.max").orElse(Long.MAX_VALUE),
                files.number(folder + "/memory.limit_in_bytes").orElse(Long.MAX_VALUE));
    }

    private long memoryLeftBytes(String folder) {
        long left = left(files.number(folder + "/memory.max"), files.number(folder + "/memory.current"));
        return Math.min(
                left,
                left(files.number(folder + "/memory.limit_in_bytes"), files.number(folder + "/memory.usage_in_bytes")));
    }

    /** No limit is {@code max} in version 2, and a number too long to be one in version 1. */
    private static long left(OptionalLong limit, OptionalLong used) {
        return limit.isEmpty() ? Long.MAX_VALUE : Math.max(0, limit.getAsLong() - used.orElse(0));
    }

    /** The folder of our group and those around it, of the version that has this controller; the ones that are there. */
    private List<String> folders(String controller) {
        List<String> groups = files.text("proc/self/cgroup").orElse("").lines().toList();
        for (String group : groups) {
            List<String> parts = Arrays.asList(group.split(":", 3));
            if (parts.size() == 3 && Arrays.asList(parts.get(1).split(",")).contains(controller)) {
                return upwards(ROOT + "/" + parts.get(1), parts.get(2));
            }
        }
        return groups.stream()
                .filter(group -> group.startsWith("0::"))
                .findFirst()
                .map(group -> upwards(ROOT, group.substring(3)))
                .orElse(List.of());
    }

    private List<String> upwards(String top, String path) {
        List<String> folders = new ArrayList<>();
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
            folders.add(top + path.substring(0, end));
        }
        folders.add(top);
        return folders.stream()
                .filter(folder -> files.exists(folder + "/cgroup.procs"))
                .toList();
    }
}
