package dev.pushbench.bench.host;

import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.LoadSession;
import dev.pushbench.client.LoadSession.Lead;
import dev.pushbench.client.Share;
import dev.pushbench.client.measure.PublishTimes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The load generators that this JVM leads through one trial, and what it shares with them. It is one itself, beside those. */
public final class Generators implements AutoCloseable {
    private final List<GeneratorProcess> processes;
    private final Lead lead;

    private Generators(List<GeneratorProcess> processes, Lead lead) {
        this.processes = List.copyOf(processes);
        this.lead = lead;
    }

    /**
     * Starts them all at once, and waits until all have their users. Nothing is left running when this throws.
     *
     * @param commands one for each beside this JVM
     * @param servers that all get the same events
     */
    public static Generators start(List<ChildCommand> commands, LoadPlan plan, List<InetSocketAddress> servers)
            throws ChildFailedException, InterruptedException {
        return start(commands, plan, servers, servers, Duration.ZERO);
    }

    /**
     * The same, with a link before each server.
     *
     * @param links as users reach the servers, in the same order
     * @param handshake that connecting takes through them at least
     */
    public static Generators start(
            List<ChildCommand> commands,
            LoadPlan plan,
            List<InetSocketAddress> servers,
            List<InetSocketAddress> links,
            Duration handshake)
            throws ChildFailedException, InterruptedException {
        int shares = 1 + commands.size();
        Share own = new Share(0, shares, links, handshake);
        int events = LoadSession.events(plan);
        if (commands.isEmpty()) {
            return new Generators(List.of(), new Lead(own, PublishTimes.inMemory(events), List.of(), servers));
        }
        List<GeneratorProcess> started = new ArrayList<>();
        boolean ready = false;
        try {
            Path file = Files.createTempFile("pushbench-published-", "");
            try {
                PublishTimes publishTimes = PublishTimes.mapped(file, events);
                for (ChildCommand command : commands) {
                    started.add(GeneratorProcess.start(command));
                }
                for (int i = 0; i < started.size(); i++) {
                    Share share = new Share(i + 1, shares, links, handshake);
                    started.get(i).open(new GeneratorOrder.Opening(plan, share, file.toString()));
                }
                ready = true;
                return new Generators(started, new Lead(own, publishTimes, started, servers));
            } finally {
                Files.deleteIfExists(file); // whoever has mapped it keeps it
            }
        } catch (IOException noFile) {
            throw new UncheckedIOException("no file can be shared between load generators", noFile);
        } finally {
            if (!ready) {
                started.forEach(GeneratorProcess::close);
            }
        }
    }

    /** What the session of this JVM is opened with. */
    public Lead lead() {
        return lead;
    }

    /** Those beside this JVM. */
    public List<GeneratorProcess> processes() {
        return processes;
    }

    @Override
    public void close() {
        processes.forEach(GeneratorProcess::dismiss); // all at once
        processes.forEach(GeneratorProcess::close);
    }
}
