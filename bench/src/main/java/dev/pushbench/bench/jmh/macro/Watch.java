package dev.pushbench.bench.jmh.macro;

import dev.pushbench.bench.host.GeneratorProcess;
import dev.pushbench.bench.host.JvmFigures;
import dev.pushbench.bench.host.JvmProbe;
import dev.pushbench.bench.host.LinkProcess;
import dev.pushbench.bench.host.MachineFigures;
import dev.pushbench.bench.host.ProcessFigures;
import dev.pushbench.bench.host.SampleKind;
import dev.pushbench.bench.host.ServerProcess;
import dev.pushbench.bench.host.ServerSample;
import dev.pushbench.bench.link.LinkFigures;
import dev.pushbench.bench.result.Evidence;
import dev.pushbench.bench.result.Samples;
import dev.pushbench.bench.result.Samples.Moment;
import dev.pushbench.bench.result.WireAgreement;
import dev.pushbench.client.Load;
import dev.pushbench.client.Load.Milestone;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.measure.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Looks at all JVMs, their processes and the machine at the milestones of one trial, and compares the bytes of both sides at its end. Several
 * servers are told as if they were one, and so are several load generators.
 */
final class Watch implements Load.Observer {
    private final List<ServerProcess> servers;
    private final int serverCores;
    private final List<GeneratorProcess> followers;
    private final LinkWatch links;
    private final JvmProbe probe;
    private final Load.Observer progress;
    private final Map<Milestone, Moment> at = new EnumMap<>(Milestone.class);
    private final Map<Milestone, JvmFigures> generator = new EnumMap<>(Milestone.class);
    private OptionalLong askedNanos = OptionalLong.empty();
    private OptionalLong connectAllNanos = OptionalLong.empty();
    private Optional<WireAgreement> wire = Optional.empty();
    private Optional<Evidence.Processes> processes = Optional.empty();
    private final CpuPeak cpuPeak = new CpuPeak();
    private boolean isServerKilled;
    private Optional<Revival> revival = Optional.empty();
    private boolean looksForPeak;

    /**
     * @param servers of ours; none where the trial runs against another's, which is not looked at
     * @param serverCores that these may use at once
     * @param followers load generators beside this one
     * @param links before the servers; none where users reach these directly
     * @param probe of this JVM, the load generator that leads
     */
    Watch(
            List<ServerProcess> servers,
            int serverCores,
            List<GeneratorProcess> followers,
            List<LinkProcess> links,
            JvmProbe probe,
            Load.Observer progress) {
        this.servers = List.copyOf(servers);
        this.serverCores = serverCores;
        this.followers = List.copyOf(followers);
        this.links = new LinkWatch(links);
        this.probe = probe;
        this.progress = progress;
    }

    /**
     * What was seen during the trial.
     *
     * @param users of the trial
     * @param arrivals deliveries that arrived in the windows
     * @param windows how long all of them last
     */
    Evidence evidence(int users, long arrivals, Duration windows) {
        Samples samples = new Samples(at, generator, connectAllNanos);
        Evidence evidence =
                samples.evidence(users, arrivals, windows, wire).with(processes).over(links.evidence());
        return revival.isPresent()
                ? evidence.ofSeveralServers()
                : evidence.with(new Evidence.Strain(cpuPeak.cores(), samples.rssGrowthBytes()));
    }

    /** Looks for the server's CPU peak in the window; without this it does not. */
    void lookForPeak() {
        looksForPeak = true;
    }

    /** Why the server that was killed could not be started again; empty where it could, or none was killed. */
    Optional<String> failedRevival() throws InterruptedException {
        return revival.isEmpty() ? Optional.empty() : revival.get().failure();
    }

    @Override
    public void looked() {
        if (looksForPeak && at.containsKey(Milestone.WINDOW_OPENED) && !at.containsKey(Milestone.WINDOW_CLOSED)) {
            servers.stream().findFirst().ifPresent(server -> cpuPeak.look(server.pid()));
        }
    }

    @Override
    public void killServer() {
        try {
            isServerKilled = true;
            theServer().kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // whoever runs the trial sees it, and ends
        }
    }

    @Override
    public void reviveServer() {
        revival = Optional.of(Revival.start(theServer()));
    }

    private ServerProcess theServer() {
        if (servers.size() != 1) {
            throw new IllegalStateException("one server can be killed, not one of " + servers.size());
        }
        return servers.get(0);
    }

    @Override
    public void progress(Load.Progress reported) {
        progress.progress(reported);
    }

    @Override
    public void reached(Milestone milestone) {
        if (milestone == Milestone.CONNECTED && askedNanos.isPresent()) {
            connectAllNanos = OptionalLong.of(System.nanoTime() - askedNanos.getAsLong());
        }
        look(milestone);
        if (milestone == Milestone.ALONE) {
            askedNanos = OptionalLong.of(System.nanoTime()); // the users connect now
        }
    }

    private void look(Milestone milestone) {
        try {
            SampleKind kind = SampleKind.at(milestone);
            long nowNanos = System.nanoTime();
            asked().forEach(process -> process.ask(kind)); // so that all look at the same time
            followers.forEach(process -> process.askFigures(kind));
            JvmFigures own = probe.figures(kind);
            generators(own).ifPresent(all -> generator.put(milestone, all));
            at.put(milestone, look(nowNanos));
            links.reached(milestone);
            if (milestone == Milestone.WINDOW_CLOSED) {
                processes = Optional.of(new Evidence.Processes(servers.size(), 1 + followers.size(), rssBytes()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // whoever runs the trial sees it, and ends
        }
    }

    @Override
    public boolean agrees(Traffic users, LoadResult.Published published) {
        try {
            if (failedRevival().isPresent()) {
                return true; // no server is running to compare with
            }
            servers.forEach(process -> process.ask(SampleKind.NOW));
            Optional<LinkFigures> link = links.figures();
            wire = answer(servers).map(seen -> WireAgreement.of(users, published, seen.server(), link));
            return wire.map(WireAgreement::holds).orElse(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // whoever runs the trial sees it, and ends
            return true;
        }
    }

    private Moment look(long askedAtNanos) throws InterruptedException {
        return new Moment(
                askedAtNanos,
                answer(asked()),
                ProcessFigures.together(servers.stream()
                        .map(process -> ProcessFigures.of(process.pid()))
                        .toList()),
                MachineFigures.now(),
                ownCpuNanos());
    }

    /** Those that are looked at; none once one was killed: it may be dead, or be another one between a question and its answer. */
    private List<ServerProcess> asked() {
        return isServerKilled ? List.of() : servers;
    }

    /** What these were asked for; empty where there are none, or one does not answer. */
    private Optional<ServerSample> answer(List<ServerProcess> asked) throws InterruptedException {
        List<ServerSample> answers = new ArrayList<>();
        for (ServerProcess process : asked) {
            process.answer().ifPresent(answers::add);
        }
        return answers.isEmpty() || answers.size() < asked.size()
                ? Optional.empty()
                : Optional.of(ServerSample.together(answers, serverCores));
    }

    /** Of all load generators; empty where one does not answer. */
    private Optional<JvmFigures> generators(JvmFigures own) throws InterruptedException {
        List<JvmFigures> answers = new ArrayList<>(List.of(own));
        for (GeneratorProcess process : followers) {
            process.figures().ifPresent(answers::add);
        }
        return answers.size() < 1 + followers.size()
                ? Optional.empty()
                : Optional.of(JvmFigures.together(answers, Runtime.getRuntime().availableProcessors()));
    }

    /** Of this process, all that it started, and the one that started it: the command. */
    private static Optional<Long> rssBytes() {
        ProcessHandle self = ProcessHandle.current();
        return started()
                .flatMap(children ->
                        ProcessFigures.together(Stream.of(children.stream(), Stream.of(self), self.parent().stream())
                                .flatMap(processes -> processes)
                                .map(process -> ProcessFigures.of(process.pid()))
                                .toList()))
                .map(ProcessFigures::rssBytes);
    }

    /** Of this process and all that it started. */
    private static Optional<Long> ownCpuNanos() {
        Optional<Long> ofSelf = ProcessFigures.of(ProcessHandle.current().pid()).map(ProcessFigures::cpuNanos);
        Optional<Long> ofChildren = started()
                .map(children -> children.stream()
                        .map(child -> ProcessFigures.of(child.pid()))
                        .flatMap(Optional::stream)
                        .mapToLong(ProcessFigures::cpuNanos)
                        .sum());
        return ofSelf.flatMap(nanos -> ofChildren.map(more -> nanos + more));
    }

    /** All that this process started; empty where that cannot be told, as when it may open no file any more. */
    private static Optional<List<ProcessHandle>> started() {
        try {
            return Optional.of(ProcessHandle.current().descendants().toList());
        } catch (RuntimeException notListed) { // the JDK throws nothing narrower
            return Optional.empty();
        }
    }
}
