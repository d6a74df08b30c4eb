package dev.pushbench.server.room;

/**
 * One user's way through a room. All methods are called on the thread of the lane that the reader's connection lives on.
 */
public abstract class Reader {
    /** Where it stands in its audience; kept here so that leaving costs no search. -1 while it stands nowhere. */
    int place = -1;

    /** Reads on from its cursor, as far as its connection takes it. Called again and again; may be in vain. */
    public abstract void advance();

    /** Shows that the connection is alive, where nothing else has since the last call. */
    public abstract void heartbeat();

    /** The server shuts down: take leave in an orderly way, then close. */
    public abstract void end();

    /** One of the calls above threw: closes the connection at once, whatever state it is in. Nothing is called again. */
    public abstract void abort();
}
