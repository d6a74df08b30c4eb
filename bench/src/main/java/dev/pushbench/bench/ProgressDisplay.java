package dev.pushbench.bench;

/** Where a run's progress is told. Used by one thread at a time. */
interface ProgressDisplay {
    /** Tells something that stays. */
    void tell(String line);

    /** Tells what the run is at, until the next status. */
    void show(RunStatus status);

    /** Nothing is going on any more. */
    default void end() {}
}
