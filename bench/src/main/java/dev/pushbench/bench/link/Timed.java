package dev.pushbench.bench.link;

/** Something that is to happen at an instant. It is in at most one {@link Schedule}, which alone changes what it keeps here. */
abstract class Timed {
    static final int NOWHERE = -1;

    long dueNanos;
    int place = NOWHERE;

    /** Called once the instant has come; it is out of the schedule then. */
    abstract void due(long nowNanos);
}
