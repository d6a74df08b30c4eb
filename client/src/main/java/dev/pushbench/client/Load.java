package dev.pushbench.client;

import dev.pushbench.client.measure.Traffic;
import java.util.Optional;

/** Runs one trial from its beginning to its end; {@link LoadSession} is the same in steps. */
public final class Load {
    private Load() {}

    /**
     * What a trial is at.
     *
     * @param connected users that are ready to receive
     * @param arrived events that arrived at users so far, warm-up included
     * @param recent latency in the last second that is over, if one is measured
     */
    public record Progress(Phase phase, int connected, long arrived, Optional<Recent> recent) {
        /** Without a measured second. */
        public Progress(Phase phase, int connected, long arrived) {
            this(phase, connected, arrived, Optional.empty());
        }
    }

    /** Latencies of a second, received − due. */
    public record Recent(long p50Nanos, long p99Nanos) {}

    /** The parts of a trial, in order. */
    public enum Phase {
        CONNECTING("connecting"),
        IDLE("idle"),
        WARM_UP("warming up"),
        MEASURING("measuring"),
        DRAINING("draining");

        private final String words;

        Phase(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** Instants at which whoever watches may look at the processes. */
    public enum Milestone {
        /** Nobody is connected yet; the trial waits. */
        ALONE,
        /** All users are connected, and nothing has been published yet; the trial waits. */
        CONNECTED,
        /** The warm-up is over and all of it delivered; the trial waits. */
        WARM,
        /** The first window begins; publishing goes on meanwhile. */
        WINDOW_OPENED,
        /** The last event of the last window has been written. */
        WINDOW_CLOSED
    }

    /** Watches a trial, on the coordinating thread, never on a measuring one. */
    @FunctionalInterface
    public interface Observer {
        /** Told about once a second, and when a phase begins. */
        void progress(Progress progress);

        /** A milestone is reached. */
        default void reached(Milestone milestone) {}

        /**
         * All is quiet: users ask for nothing, and everything has arrived. Asked again for two seconds, and ten times at least, while it is not so.
         *
         * @return whether the server saw the same bytes as the generator
         */
        default boolean agrees(Traffic users, LoadResult.Published published) {
            return true;
        }

        /** The server is to be killed now, without a chance to take leave. Returns when it is gone. */
        default void killServer() {
            throw new UnsupportedOperationException("nobody here who could kill the server");
        }

        /** The server is to be started again, at the same address. Does not wait for it. */
        default void reviveServer() {
            throw new UnsupportedOperationException("nobody here who could start the server");
        }

        /** The trial goes on. Told every few milliseconds while it does. */
        default void looked() {}
    }

    /**
     * Connects the users, publishes, waits for the last delivery, closes. Blocks until then; an interrupt of the calling
     * thread ends the trial early, and what was measured is returned with {@link LoadResult#failure} set.
     */
    public static LoadResult run(LoadPlan plan, Observer observer) {
        LoadPlan.Windows windows = plan.timing().windows();
        try (LoadSession session = LoadSession.open(plan, observer)) {
            session.connect();
            for (int window = 0; window < windows.warmup(); window++) {
                session.warmUp();
            }
            session.settle();
            for (int window = 0; window < windows.measured(); window++) {
                session.measure();
            }
            return session.finish();
        }
    }
}
