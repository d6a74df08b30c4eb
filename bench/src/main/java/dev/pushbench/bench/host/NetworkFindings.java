package dev.pushbench.bench.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the kernel's network allows and has in use. */
final class NetworkFindings {
    private static final String PORTS = "proc/sys/net/ipv4/ip_local_port_range";
    private static final String SOMAXCONN = "proc/sys/net/core/somaxconn";
    private static final String SYN_BACKLOG = "proc/sys/net/ipv4/tcp_max_syn_backlog";
    private static final String TW_REUSE = "proc/sys/net/ipv4/tcp_tw_reuse";
    private static final long LEAST_BACKLOG = 1_024;
    private static final long MANY_TIME_WAIT = 10_000;

    private NetworkFindings() {}

    /**
     * What is found.
     *
     * @param loopbackFailure why no port of the loopback can be listened on; empty where one can
     */
    static List<Finding> of(KernelFiles files, Optional<String> loopbackFailure) {
        List<Finding> findings = new ArrayList<>();
        findings.add(loopbackFailure
                .map(why -> Finding.fail("loopback", "cannot be listened on: " + why, "bring it up: ip link set lo up"))
                .orElseGet(() -> Finding.ok("loopback", "can be listened on")));
        findings.add(files.text(PORTS)
                .map(NetworkFindings::ports)
                .orElseGet(() -> Finding.unknown("ephemeral ports", "/" + PORTS)));
        findings.add(backlog("accept backlog", files, SOMAXCONN, "sysctl -w net.core.somaxconn=4096"));
        findings.add(backlog("SYN backlog", files, SYN_BACKLOG, "sysctl -w net.ipv4.tcp_max_syn_backlog=4096"));
        findings.add(timeWait(MachineFigures.of(files).sockets()));
        findings.add(reuse(files.number(TW_REUSE)));
        return findings;
    }

    /** A connection needs a port of its own towards each destination address, and the publisher's is one. */
    static Finding ports(String range) {
        List<String> words = ProcText.words(range);
        OptionalLong first = ProcText.number(words.get(0));
        OptionalLong last = words.size() == 2 ? ProcText.number(words.get(1)) : OptionalLong.empty();
        if (first.isEmpty() || last.isEmpty() || first.getAsLong() > last.getAsLong()) {
            return Finding.unknown("ephemeral ports", "/" + PORTS);
        }
        return Finding.limit(
                "ephemeral ports",
                first.getAsLong() + "-" + last.getAsLong() + " per destination address",
                last.getAsLong() - first.getAsLong(),
                "sysctl -w net.ipv4.ip_local_port_range=\"1024 65535\"");
    }

    private static Finding backlog(String name, KernelFiles files, String path, String remedy) {
        OptionalLong length = files.number(path);
        if (length.isEmpty()) {
            return Finding.unknown(name, "/" + path);
        }
        String value = Amounts.count(length.getAsLong());
        return length.getAsLong() < LEAST_BACKLOG
                ? Finding.note(name, value, "many users who connect at once may be kept waiting: " + remedy)
                : Finding.ok(name, value);
    }

    static Finding timeWait(Optional<MachineFigures.Sockets> sockets) {
        if (sockets.isEmpty()) {
            return Finding.unknown("TIME_WAIT sockets", "/proc/net/sockstat");
        }
        long count = sockets.get().timeWait();
        return count >= MANY_TIME_WAIT
                ? Finding.note("TIME_WAIT sockets", Amounts.count(count), "left by an earlier run: wait a minute")
                : Finding.ok("TIME_WAIT sockets", Amounts.count(count));
    }

    /** Of {@code tcp_tw_reuse}: 0 never, 1 always, 2 on the loopback (ip-sysctl). */
    static Finding reuse(OptionalLong reuse) {
        if (reuse.isEmpty() || reuse.getAsLong() > 2) {
            return Finding.unknown("TIME_WAIT reuse", "/" + TW_REUSE);
        }
        return switch ((int) reuse.getAsLong()) {
            case 1 -> Finding.ok("TIME_WAIT reuse", "on");
            case 2 -> Finding.ok("TIME_WAIT reuse", "on the loopback");
            default ->
                Finding.note(
                        "TIME_WAIT reuse",
                        "off",
                        "users who close after each answer use up ports: sysctl -w net.ipv4.tcp_tw_reuse=2");
        };
    }
}
