package dev.pushbench.bench.jmh.macro;

import dev.pushbench.bench.host.ChildFailedException;
import dev.pushbench.bench.host.GeneratorProcess;
import dev.pushbench.bench.host.Generators;
import dev.pushbench.bench.host.LinkProcess;
import dev.pushbench.bench.host.ServerProcess;
import dev.pushbench.bench.link.LinkProfile;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.LoadSession;
import dev.pushbench.client.tls.TlsTrust;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The processes of one trial beside the fork that leads it: servers of ours, and load generators that play some of the users. */
final class TrialProcesses implements AutoCloseable {
    /** A process's connections and pipes are seen to close a moment before it is gone. */
    private static final Duration SAME_DEATH = Duration.ofMillis(500);

    private final List<ServerProcess> servers;
    private final List<LinkProcess> links;
    private final Generators generators;
    private final LoadPlan plan;

    private TrialProcesses(List<ServerProcess> servers, List<LinkProcess> links, Generators generators, LoadPlan plan) {
        this.servers = servers;
        this.links = links;
        this.generators = generators;
        this.plan = plan;
    }

    /** Starts them, and waits until all are ready. Nothing is left running when this throws. */
    static TrialProcesses start(TrialOrder order) throws ChildFailedException, InterruptedException {
        List<ServerProcess> servers = new ArrayList<>();
        List<LinkProcess> links = new ArrayList<>();
        boolean started = false;
        try {
            if (order.target().isEmpty()) {
                servers.addAll(ServerProcess.startAll(order.servers()));
            }
            List<InetSocketAddress> addresses = order.target()
                    .map(List::of)
                    .orElseGet(
                            () -> servers.stream().map(ServerProcess::address).toList());
            if (addresses.isEmpty()) {
                throw new IllegalArgumentException("neither a server nor a target");
            }
            LoadPlan ours = order.cell().plan(addresses.get(0), order.room(), trust(order, servers));
            LoadPlan plan = order.target().isPresent() ? ours.withoutPipelining() : ours;
            if (order.link().isPresent()) {
                links.addAll(LinkProcess.startAll(order.link().get(), addresses));
            }
            List<InetSocketAddress> reached = links.isEmpty()
                    ? addresses
                    : links.stream().map(LinkProcess::address).toList();
            Duration handshake = order.cell().link().map(LinkProfile::rtt).orElse(Duration.ZERO);
            Generators generators = Generators.start(order.followers(), plan, addresses, reached, handshake);
            started = true;
            return new TrialProcesses(List.copyOf(servers), List.copyOf(links), generators, plan);
        } finally {
            if (!started) {
                links.forEach(LinkProcess::close);
                servers.forEach(ServerProcess::close);
            }
        }
    }

    private static Optional<TlsTrust> trust(TrialOrder order, List<ServerProcess> servers) {
        List<String> certificates = servers.stream()
                .map(ServerProcess::certificate)
                .flatMap(Optional::stream)
                .toList();
        return order.trust()
                .or(() -> certificates.isEmpty() ? Optional.empty() : Optional.of(TlsTrust.in(certificates)));
    }

    /** A session in which this JVM leads. */
    LoadSession session(Watch watch) {
        return LoadSession.open(plan, generators.lead(), watch);
    }

    /** Those of ours. */
    List<ServerProcess> servers() {
        return servers;
    }

    /** Those before the servers, in their order; none where users reach these directly. */
    List<LinkProcess> links() {
        return links;
    }

    /** Those beside this JVM. */
    List<GeneratorProcess> followers() {
        return generators.processes();
    }

    /**
     * How one of them died, and its last words on lines of their own, where one did; or that a server lives and does not answer.
     *
     * @param failed whether something went wrong, so that a death may be about to show
     */
    Optional<String> death(boolean failed) throws InterruptedException {
        Duration wait = failed ? SAME_DEATH : Duration.ZERO; // of all together, not one after the other
        for (ServerProcess server : servers) {
            if (server.endsWithin(wait)) {
                return Optional.of(died(nameOf(server), server.exitDescription(), server.lastWords()));
            }
            wait = Duration.ZERO;
        }
        for (LinkProcess link : links) {
            if (link.endsWithin(wait)) {
                return Optional.of(died("the link", link.exitDescription(), link.lastWords()));
            }
            wait = Duration.ZERO;
        }
        for (GeneratorProcess generator : followers()) {
            if (generator.endsWithin(wait)) {
                return Optional.of(died("a load generator", generator.exitDescription(), generator.lastWords()));
            }
            wait = Duration.ZERO;
        }
        return servers.stream()
                .flatMap(server -> server.silence().map(how -> nameOf(server) + " " + how).stream())
                .findFirst();
    }

    private String nameOf(ServerProcess server) {
        return servers.size() == 1 ? "the server" : "server " + (1 + servers.indexOf(server)) + " of " + servers.size();
    }

    private static String died(String who, String how, List<String> words) {
        String died = who + " died (" + how + ")";
        return words.isEmpty() ? died : died + ": " + String.join(System.lineSeparator(), words);
    }

    @Override
    public void close() {
        generators.close();
        links.forEach(LinkProcess::close);
        ServerProcess.closeAll(servers);
    }
}
