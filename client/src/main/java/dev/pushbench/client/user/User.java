package dev.pushbench.client.user;

/**
 * One simulated user. All calls are on its event loop's thread.
 *
 * <p>An implementation owes the harness: every byte it reads or writes is tagged in the meter; every event goes to its
 * ledger; it resumes from its cursor after a lost connection; it tells its watcher once that it is ready to receive, or why it
 * never will be.
 */
public interface User {
    /** Connects, and begins to read as soon as it can. */
    void start();

    /**
     * All users are ready, and the schedule of events begins.
     *
     * @param startNanos instant of the first event
     */
    void begin(long startNanos);

    /** Asks for nothing more, and opens no lost connection again: what is on its way may still come. */
    void pause();

    /** Counts every event up to {@code lastSeq} that did not come as missing. */
    void finish(long lastSeq);

    /** Reads slowly from now on, where it is one of those that do. */
    void slowDown();

    /** Reads again as fast as it can. */
    void hurry();

    /**
     * Goes in an orderly manner: asks for nothing more, reads what is still on its way to it, and closes when the server has. Its watcher is
     * told when it has gone.
     */
    void leave();

    /** Closes whatever is open. Nothing is counted or called back after it. */
    void stop();
}
