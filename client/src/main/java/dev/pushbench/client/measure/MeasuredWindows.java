package dev.pushbench.client.measure;

/**
 * The measured windows of a trial as instants of {@link System#nanoTime}: back to back, on one schedule of events, so that nothing but the
 * schedule is between two of them. Each is cut into intervals of a second from its own start; the last interval of a window is shorter where the
 * window is not a whole number of seconds.
 *
 * @param startNanos of the first window
 * @param windowNanos length of each, at least 1
 * @param count how many there are, at least 1
 * @param eventsBefore events of the trial that are due before the first window, in all rooms together
 * @param events due in the windows, in all rooms together
 */
public record MeasuredWindows(long startNanos, long windowNanos, int count, long eventsBefore, long events) {
    private static final long SECOND_NANOS = 1_000_000_000;

    public MeasuredWindows {
        if (windowNanos < 1 || count < 1 || eventsBefore < 0 || events < 0) {
            throw new IllegalArgumentException("not windows: " + count + " of " + windowNanos + " ns with " + events
                    + " events, after " + eventsBefore);
        }
    }

    /** One window. */
    public static MeasuredWindows one(long startNanos, long endNanos, long events) {
        return new MeasuredWindows(startNanos, endNanos - startNanos, 1, 0, events);
    }

    /** First instant after the last window. */
    public long endNanos() {
        return startNanos + count * windowNanos;
    }

    /** First instant after that window, which counts from 0. */
    public long endNanos(int window) {
        return startNanos + (window + 1) * windowNanos;
    }

    /** How many intervals all windows have. */
    int intervals() {
        return count * intervalsPerWindow();
    }

    /** Which window, from 0, has that interval. */
    int windowOf(int interval) {
        return interval / intervalsPerWindow();
    }

    /** When that interval begins, which counts from 0; of the first number after the last interval, when the last window ends. */
    long intervalStartNanos(int interval) {
        int perWindow = intervalsPerWindow();
        return startNanos + interval / perWindow * windowNanos + interval % perWindow * SECOND_NANOS;
    }

    private int intervalsPerWindow() {
        return Math.toIntExact((windowNanos + SECOND_NANOS - 1) / SECOND_NANOS);
    }
}
