package dev.pushbench.server.room;

/**
 * How a technique puts an event on the wire. An implementation owes the same bytes for the same event every time: they
 * are made once and shared by all readers. Implementations are constants; they are compared by identity.
 */
public interface Framing {
    /** The event with what this technique puts around it. {@code event} must not be changed. */
    byte[] event(long seq, byte[] event);

    /** The notice that events were missed, with what this technique puts around it. */
    byte[] gap(long firstRetained, long missed);
}
