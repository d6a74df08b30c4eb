package dev.pushbench.bench.host;

import dev.pushbench.client.SourceAddresses;
import java.util.OptionalLong;

/**
 * What a process may have here, and all of them together.
 *
 * @param files open at once in one process
 * @param ports from which connections to one destination can come
 * @param memoryBytes that all together may use
 */
public record ProcessLimits(long files, long ports, long memoryBytes) {
    private static final String PORTS = "proc/sys/net/ipv4/ip_local_port_range";

    /** Those of this process and machine; as large as can be where they are not known. */
    public static ProcessLimits ofThisMachine() {
        KernelFiles kernel = KernelFiles.ofThisMachine();
        return new ProcessLimits(
                FileLimit.files(),
                kernel.text(PORTS)
                        .map(ProcessLimits::ports)
                        .orElse(OptionalLong.empty())
                        .orElse(Long.MAX_VALUE),
                MemoryFindings.availableBytes(kernel).orElse(Long.MAX_VALUE));
    }

    /** Of the first port and the last. */
    static OptionalLong ports(String range) {
        OptionalLong first = ProcText.number(ProcText.words(range).get(0));
        OptionalLong last = ProcText.words(range).size() == 2
                ? ProcText.number(ProcText.words(range).get(1))
                : OptionalLong.empty();
        return first.isEmpty() || last.isEmpty() || first.getAsLong() > last.getAsLong()
                ? OptionalLong.empty()
                : OptionalLong.of(last.getAsLong() - first.getAsLong() + 1);
    }

    /**
     * The most users of a server of ours: each is a file there, and needs a port to come from.
     *
     * @param behindLink whether a link is before it, in which each user is two files
     */
    long usersPerServer(boolean behindLink) {
        long filesForUsers = files - FileLimit.RESERVED_FILES;
        return Math.min(behindLink ? filesForUsers / 2 : filesForUsers, SourceAddresses.mostUsers(ports));
    }

    /** The most users of a server that is not ours, and may be anywhere: one port is the publisher's. */
    long usersOfTarget() {
        return ports - 1;
    }

    /** The most users of a generator that leads so many other processes, of which each takes some of its files. */
    long usersPerGenerator(int otherProcesses) {
        return files - FileLimit.RESERVED_FILES - (long) FileLimit.FILES_PER_PROCESS * Math.max(0, otherProcesses - 1);
    }
}
