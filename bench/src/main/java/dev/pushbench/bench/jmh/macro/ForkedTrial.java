package dev.pushbench.bench.jmh.macro;

import dev.pushbench.bench.host.ChildFailedException;
import dev.pushbench.bench.host.JvmProbe;
import dev.pushbench.bench.host.ServerProcess;
import dev.pushbench.client.Load;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.LoadSession;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * A trial with its server, from the JVM that plays the users.
 *
 * <pre>  start: server, users ─▶ warmUp* ─▶ settle ─▶ measure+ ─▶ finish ─▶ close: users, server</pre>
 *
 * For one thread; {@link #stop} may come from any.
 */
final class ForkedTrial implements AutoCloseable {
    /** A server's connections are seen to close a moment before it is gone. */
    private static final Duration SAME_DEATH = Duration.ofMillis(500);

    private final TrialOrder order;
    private final JvmProbe probe;
    private final Optional<ServerProcess> server;
    private final Watch watch;
    private final LoadSession session;
    private boolean stopped;
    private Optional<Thread> inside = Optional.empty();

    private ForkedTrial(TrialOrder order, Load.Observer progress, JvmProbe probe, Optional<ServerProcess> server) {
        this.order = order;
        this.probe = probe;
        this.server = server;
        this.watch = new Watch(server, probe, progress);
        InetSocketAddress address = server.map(ServerProcess::address)
                .or(order::target)
                .orElseThrow(() -> new IllegalArgumentException("neither a server nor a target"));
        LoadPlan plan = order.cell().plan(address, order.room());
        this.session = LoadSession.open(plan, watch);
    }

    /**
     * Starts the server, where there is none to be used already. Nothing is left running when this throws.
     *
     * @param progress is told on this thread
     */
    static ForkedTrial start(TrialOrder order, Load.Observer progress)
            throws ChildFailedException, InterruptedException {
        JvmProbe probe = JvmProbe.start();
        Optional<ServerProcess> server = Optional.empty();
        boolean started = false;
        try {
            if (order.target().isEmpty()) {
                server = Optional.of(ServerProcess.start(order.server(), ServerProcess.LONGEST_START));
            }
            ForkedTrial trial = new ForkedTrial(order, progress, probe, server);
            started = true;
            return trial;
        } finally {
            if (!started) {
                server.ifPresent(ServerProcess::close);
                probe.close();
            }
        }
    }

    void connect() {
        inside(() -> {
            session.connect();
            return true;
        });
    }

    void warmUp() {
        inside(() -> {
            session.warmUp();
            return true;
        });
    }

    void settle() {
        inside(() -> {
            session.settle();
            return true;
        });
    }

    /** The latencies of one window. */
    Histogram measure() {
        return inside(session::measure);
    }

    TrialOutcome finish() {
        LoadResult load = inside(session::finish);
        return new TrialOutcome(load, watch.evidence(order.cell().users()), serverDeath(load));
    }

    /** Ends the trial early; what was measured until then is told by {@link #finish}. */
    synchronized void stop() {
        stopped = true;
        inside.ifPresent(Thread::interrupt);
    }

    @Override
    public void close() {
        session.close();
        server.ifPresent(ServerProcess::close);
        probe.close();
    }

    /** Does a step during which {@link #stop} interrupts; no interrupt is left over, for the thread is JMH's. */
    private <T> T inside(Supplier<T> step) {
        synchronized (this) {
            inside = Optional.of(Thread.currentThread());
            if (stopped) {
                Thread.currentThread().interrupt();
            }
        }
        try {
            return step.get();
        } finally {
            synchronized (this) {
                inside = Optional.empty();
                Thread.interrupted();
            }
        }
    }

    private Optional<String> serverDeath(LoadResult load) {
        if (server.isEmpty()) {
            return Optional.empty();
        }
        ServerProcess process = server.get();
        try {
            boolean gone = load.failure().isPresent() ? process.endsWithin(SAME_DEATH) : !process.isAlive();
            if (!gone) {
                return Optional.empty();
            }
            String died = "the server died (" + process.exitDescription() + ")";
            List<String> words = process.lastWords();
            return Optional.of(words.isEmpty() ? died : died + ": " + String.join(System.lineSeparator(), words));
        } catch (InterruptedException notOurs) {
            throw new IllegalStateException("nobody interrupts a trial that is over", notOurs);
        }
    }
}
