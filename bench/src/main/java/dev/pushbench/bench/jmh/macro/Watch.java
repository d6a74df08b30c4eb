package dev.pushbench.bench.jmh.macro;

import dev.pushbench.bench.host.JvmFigures;
import dev.pushbench.bench.host.JvmProbe;
import dev.pushbench.bench.host.MachineFigures;
import dev.pushbench.bench.host.ProcessFigures;
import dev.pushbench.bench.host.SampleKind;
import dev.pushbench.bench.host.ServerProcess;
import dev.pushbench.bench.host.ServerSample;
import dev.pushbench.bench.result.Evidence;
import dev.pushbench.bench.result.Samples;
import dev.pushbench.bench.result.Samples.Moment;
import dev.pushbench.bench.result.WireAgreement;
import dev.pushbench.client.Load;
import dev.pushbench.client.Load.Milestone;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.measure.Traffic;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Looks at both JVMs, their processes and the machine at the milestones of one trial, and compares the bytes of both sides at its end. */
final class Watch implements Load.Observer {
    private final Optional<ServerProcess> server;
    private final JvmProbe probe;
    private final Load.Observer progress;
    private final Map<Milestone, Moment> at = new EnumMap<>(Milestone.class);
    private final Map<Milestone, JvmFigures> generator = new EnumMap<>(Milestone.class);
    private Optional<WireAgreement> wire = Optional.empty();

    /**
     * @param server of ours; empty where the trial runs against another's, which is not looked at
     * @param probe of this JVM, the load generator's
     */
    Watch(Optional<ServerProcess> server, JvmProbe probe, Load.Observer progress) {
        this.server = server;
        this.probe = probe;
        this.progress = progress;
    }

    /** What was seen, for a trial of so many users. */
    Evidence evidence(int users) {
        return new Samples(at, generator).evidence(users, wire);
    }

    @Override
    public void progress(Load.Progress reported) {
        progress.progress(reported);
    }

    @Override
    public void reached(Milestone milestone) {
        try {
            SampleKind kind = SampleKind.at(milestone);
            server.ifPresent(process -> process.ask(kind)); // so that both look at the same time
            generator.put(milestone, probe.figures(kind));
            at.put(milestone, look());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // whoever runs the trial sees it, and ends
        }
    }

    @Override
    public boolean agrees(Traffic users, LoadResult.Published published) {
        try {
            Optional<ServerSample> sample = server.isPresent() ? server.get().sample(SampleKind.NOW) : Optional.empty();
            wire = sample.map(seen -> WireAgreement.of(users, published, seen.server()));
            return wire.map(WireAgreement::holds).orElse(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // whoever runs the trial sees it, and ends
            return true;
        }
    }

    private Moment look() throws InterruptedException {
        Optional<ServerSample> sample = server.isPresent() ? server.get().answer() : Optional.empty();
        return new Moment(
                sample,
                server.flatMap(process -> ProcessFigures.of(process.pid())),
                MachineFigures.now(),
                ownCpuNanos());
    }

    /** Of this process and all that it started. */
    private static Optional<Long> ownCpuNanos() {
        ProcessHandle self = ProcessHandle.current();
        Optional<Long> ofSelf = ProcessFigures.of(self.pid()).map(ProcessFigures::cpuNanos);
        long ofChildren = self.descendants()
                .map(child -> ProcessFigures.of(child.pid()))
                .flatMap(Optional::stream)
                .mapToLong(ProcessFigures::cpuNanos)
                .sum();
        return ofSelf.map(nanos -> nanos + ofChildren);
    }
}
