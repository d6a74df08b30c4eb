package dev.pushbench.bench.host;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is told about the machine beside the figures measured on it.
 *
 * <p>An allow-list: a run directory is published, so nothing gets in by enumerating. No environment, no system
 * properties, no host or user name.
 *
 * @param os name and architecture
 * @param kernel release
 * @param cpuModel as the kernel names it
 * @param processors available to this process
 * @param memoryBytes of the machine
 * @param fileLimit open files that a process may have
 * @param loadJvm the JVM that plays the users
 * @param sysctls kernel settings that shape the network, where they can be read
 * @param container what the control group of this process allows it; empty of a run of an earlier build
 */
public record HostFacts(
        String os,
        String kernel,
        Optional<String> cpuModel,
        int processors,
        long memoryBytes,
        long fileLimit,
        Jvm loadJvm,
        Map<String, String> sysctls,
        Optional<ContainerLimits> container) {
    private static final List<String> SYSCTLS = List.of(
            "net/core/somaxconn",
            "net/ipv4/ip_local_port_range",
            "net/ipv4/tcp_congestion_control",
            "net/ipv4/tcp_max_syn_backlog",
            "net/ipv4/tcp_rmem",
            "net/ipv4/tcp_wmem");

    /**
     * A virtual machine for Java.
     *
     * @param flags of those given to it, on the command line or by the environment, the ones that shape it; none that names a file or
     *     runs a command, for that may tell of a user
     */
    public record Jvm(String name, String vendor, String version, List<String> flags, List<String> collectors) {}

    /**
     * Limits of a container, or of whatever else made a control group.
     *
     * @param cores whose time may be used; empty without a limit
     * @param memoryBytes likewise
     */
    public record ContainerLimits(Optional<Double> cores, Optional<Long> memoryBytes) {
        /** Version 1 writes a number that is too large for any machine where there is no limit. */
        private static final long UNLIMITED = 1L << 60;

        static ContainerLimits of(Cgroup group) {
            return new ContainerLimits(
                    group.cores().stream().boxed().filter(Double::isFinite).findFirst(),
                    group.memoryBytes().stream()
                            .filter(bytes -> bytes < UNLIMITED)
                            .boxed()
                            .findFirst());
        }

        @Override
        public String toString() {
            return "cores " + text(cores) + ", memory bytes " + text(memoryBytes);
        }

        private static String text(Optional<?> limit) {
            return limit.map(Object::toString).orElse("unlimited");
        }
    }

    /** Of an earlier build. */
    public HostFacts(
            String os,
            String kernel,
            Optional<String> cpuModel,
            int processors,
            long memoryBytes,
            long fileLimit,
            Jvm loadJvm,
            Map<String, String> sysctls) {
        this(os, kernel, cpuModel, processors, memoryBytes, fileLimit, loadJvm, sysctls, Optional.empty());
    }

    public static HostFacts ofThisHost() {
        return new HostFacts(
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                System.getProperty("os.version"),
                readCpuModel(),
                Runtime.getRuntime().availableProcessors(),
                readMemoryBytes(),
                FileLimit.files(),
                readLoadJvm(),
                readSysctls(),
                Optional.of(ContainerLimits.of(new Cgroup(KernelFiles.ofThisMachine()))));
    }

    private static Jvm readLoadJvm() {
        return new Jvm(
                System.getProperty("java.vm.name"),
                System.getProperty("java.vendor"),
                System.getProperty("java.runtime.version"),
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .filter(argument -> argument.startsWith("-X"))
                        .filter(argument -> !argument.contains("/") && !argument.startsWith("-XX:On"))
                        .toList(),
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(GarbageCollectorMXBean::getName)
                        .toList());
    }

    private static long readMemoryBytes() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }

    private static Optional<String> readCpuModel() {
        return KernelFiles.ofThisMachine()
                .text("proc/cpuinfo")
                .flatMap(text -> text.lines()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst());
    }

    private static Map<String, String> readSysctls() {
        KernelFiles files = KernelFiles.ofThisMachine();
        Map<String, String> values = new TreeMap<>();
        for (String name : SYSCTLS) {
            files.text("proc/sys/" + name)
                    .ifPresent(value ->
                            values.put(name.replace('/', '.'), value.strip().replaceAll("\\s+", " ")));
        }
        return values;
    }
}
