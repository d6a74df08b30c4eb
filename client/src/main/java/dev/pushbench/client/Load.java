package dev.pushbench.client;

import java.util.function.Consumer;

/** Runs one trial. */
public final class Load {
    private Load() {}

    /**
     * What a trial is at, told about once a second from the coordinating thread, never from a measuring one.
     *
     * @param connected users that are ready to receive
     * @param arrived events that arrived at users so far, warm-up included
     */
    public record Progress(Phase phase, int connected, long arrived) {}

    /** The parts of a trial, in order. */
    public enum Phase {
        CONNECTING("connecting"),
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

    /**
     * Connects the users, publishes, waits for the last delivery, closes. Blocks until then; an interrupt of the calling
     * thread ends the trial early, and what was measured is returned with {@link LoadResult#failure} set.
     */
    public static LoadResult run(LoadPlan plan, Consumer<Progress> progress) {
        try (Trial trial = new Trial(plan, progress)) {
            return trial.run();
        }
    }
}
