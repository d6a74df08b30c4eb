package dev.pushbench.bench.jmh.macro;

import dev.pushbench.bench.host.ChildFailedException;
import dev.pushbench.bench.host.JvmProbe;
import dev.pushbench.bench.host.JvmSurroundings;
import dev.pushbench.bench.host.ServerProcess;
import dev.pushbench.client.Load;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.LoadSession;
import java.util.Optional;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * A trial with its processes, from the JVM that leads it and plays the users, or some of them.
 *
 * <pre>  start: servers, users ─▶ warmUp* ─▶ settle ─▶ measure+ ─▶ finish ─▶ close: users, servers</pre>
 *
 * For one thread; {@link #stop} may come from any.
 */
final class ForkedTrial implements AutoCloseable {
    private final TrialOrder order;
    private final JvmProbe probe;
    private final TrialProcesses processes;
    private final Watch watch;
    private final LoadSession session;
    private boolean stopped;
    private Optional<Thread> inside = Optional.empty();

    private ForkedTrial(TrialOrder order, Load.Observer progress, JvmProbe probe, TrialProcesses processes) {
        this.order = order;
        this.probe = probe;
        this.processes = processes;
        this.watch = new Watch(
                processes.servers(), serverCores(order), processes.followers(), processes.links(), probe, progress);
        if (order.cell().scene().conduct().looksForHerds()) {
            watch.lookForPeak();
        }
        this.session = processes.session(watch);
    }

    private static int serverCores(TrialOrder order) {
        int cores =
                order.servers().isEmpty() ? 0 : order.servers().get(0).cores().size();
        return cores == 0 ? Runtime.getRuntime().availableProcessors() : cores;
    }

    /**
     * Starts the processes of the trial; no server where there is one to be used already. Nothing is left running when this throws.
     *
     * @param progress is told on this thread
     */
    static ForkedTrial start(TrialOrder order, Load.Observer progress)
            throws ChildFailedException, InterruptedException {
        JvmProbe probe = JvmProbe.start();
        Optional<TrialProcesses> processes = Optional.empty();
        boolean started = false;
        try {
            processes = Optional.of(TrialProcesses.start(order));
            ForkedTrial trial = new ForkedTrial(order, progress, probe, processes.get());
            started = true;
            return trial;
        } finally {
            if (!started) {
                processes.ifPresent(TrialProcesses::close);
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
        Optional<String> death = death(load);
        return new TrialOutcome(
                load,
                watch.evidence(
                        order.cell().users(),
                        load.window().amounts().arrivals(),
                        order.cell().phases().allMeasured()),
                death,
                Optional.of(jvms()));
    }

    private TrialJvms jvms() {
        try {
            Optional<ServerProcess> server = processes.servers().stream().findFirst();
            return new TrialJvms(
                    JvmSurroundings.ofThisJvm(),
                    server.isPresent() ? server.get().surroundings() : Optional.empty());
        } catch (InterruptedException notOurs) {
            throw new IllegalStateException("no one interrupts a trial that is over", notOurs);
        }
    }

    /** Ends the trial early; what was measured until then is told by {@link #finish}. */
    synchronized void stop() {
        stopped = true;
        inside.ifPresent(Thread::interrupt);
    }

    @Override
    public void close() {
        session.close();
        awaitRevival();
        processes.close();
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

    /** Or the server would be started after all others have ended. */
    private void awaitRevival() {
        boolean interrupted = false;
        while (true) {
            try {
                watch.failedRevival();
                break;
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<String> death(LoadResult load) {
        try {
            Optional<String> failedRevival = watch.failedRevival();
            return failedRevival.isPresent()
                    ? failedRevival
                    : processes.death(load.failure().isPresent());
        } catch (InterruptedException notOurs) {
            throw new IllegalStateException("nobody interrupts a trial that is over", notOurs);
        }
    }
}
