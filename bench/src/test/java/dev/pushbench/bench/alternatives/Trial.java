package dev.pushbench.bench.alternatives;

import dev.pushbench.bench.host.ChildCommand;
import dev.pushbench.bench.host.ChildFailedException;
import dev.pushbench.bench.host.CpuPinning;
import dev.pushbench.bench.host.JavaExecutable;
import dev.pushbench.bench.host.ProcessFigures;
import dev.pushbench.bench.host.SampleKind;
import dev.pushbench.bench.host.ServerProcess;
import dev.pushbench.bench.host.ServerSample;
import dev.pushbench.protocol.RoomName;
import java.io.IOException;

/** One subject, measured once: a server of its own and a crowd of its own, each a process, pinned as a run pins them. */
final class Trial {
    private final Subject subject;
    private final Effort effort;

    /**
     * How much is done.
     *
     * @param warmups broadcasts before it is measured
     * @param broadcasts that are measured
     */
    record Effort(int warmups, int broadcasts) {}

    Trial(Subject subject, Effort effort) {
        this.subject = subject;
        this.effort = effort;
    }

    Outcome run(int turn) throws IOException, InterruptedException, ChildFailedException {
        CpuPinning pinning = CpuPinning.ofThisMachine();
        ChildCommand command = ChildCommand.server(
                        pinning.serverCores(),
                        JavaExecutable.ofThisJvm().path(),
                        ChildCommand.JVM_FLAGS,
                        ChildCommand.DEFAULT_IO_THREADS)
                .with(subject.apis().words());
        try (ServerProcess server = ServerProcess.start(command, ServerProcess.LONGEST_START)) {
            Gathering gathering = new Gathering(server.address(), new RoomName("alternatives"), subject.users());
            CrowdOrder order = new CrowdOrder(subject.engine(), gathering, effort.warmups(), effort.broadcasts());
            try (Fork fork = Fork.start(pinning.generatorCores(), order)) {
                return watched(server, fork, turn);
            }
        }
    }

    private Outcome watched(ServerProcess server, Fork fork, int turn) throws IOException, InterruptedException {
        fork.await(Stage.ALONE);
        ServerSample alone = sample(server, SampleKind.AFTER_GC);
        ProcessFigures processAlone = process(server);
        fork.goOn();
        fork.await(Stage.CONNECTED);
        ServerSample connected = sample(server, SampleKind.AFTER_GC);
        ProcessFigures processConnected = process(server);
        fork.goOn();
        fork.await(Stage.WARM);
        sample(server, SampleKind.AFTER_GC);
        ServerSample before = sample(server, SampleKind.NOW);
        fork.goOn();
        fork.await(Stage.DONE);
        ServerSample after = sample(server, SampleKind.NOW);
        CrowdFigures crowd = fork.figures();
        long expected = (long) effort.broadcasts() * subject.users();
        long deliveries = after.server().deliveries() - before.server().deliveries();
        if (deliveries != expected) {
            throw new IOException(subject + ": the server counted " + deliveries + " deliveries of " + expected);
        }
        CrowdFigures cost = new CrowdFigures(
                after.jvm().processCpuNanos() - before.jvm().processCpuNanos(),
                after.jvm().javaCpuNanos() - before.jvm().javaCpuNanos(),
                after.jvm().allocatedBytes() - before.jvm().allocatedBytes(),
                connected.jvm().heapUsedBytes() - alone.jvm().heapUsedBytes(),
                processConnected.rssBytes() - processAlone.rssBytes(),
                processConnected.threads());
        return new Outcome(
                subject,
                turn,
                deliveries,
                Cost.of(crowd, deliveries, subject.users()),
                Cost.of(cost, deliveries, subject.users()),
                (double) (after.server().bytesOut() - before.server().bytesOut()) / deliveries);
    }

    private static ServerSample sample(ServerProcess server, SampleKind kind) throws IOException, InterruptedException {
        return server.sample(kind).orElseThrow(() -> new IOException("the server does not answer"));
    }

    private static ProcessFigures process(ServerProcess server) throws IOException {
        return ProcessFigures.of(server.pid()).orElseThrow(() -> new IOException("the server is gone"));
    }
}
