package dev.pushbench.server.room;

import dev.pushbench.protocol.LogId;

/** The framing of a technique whose connection stays open: it also keeps the connection alive and takes leave. */
public interface StreamFraming extends Framing {
    /** Word of which log is read and from which cursor, with what this technique puts around it. */
    byte[] log(LogId log, long after);

    /** Bytes that show a quiet connection to be alive and carry no event. */
    byte[] heartbeat();

    /** The last bytes of an orderly end. */
    byte[] end();

    /** The last bytes to a reader that is cut off because it fell out of retention; none where its connection just ends. */
    default byte[] cutOff() {
        return new byte[0];
    }
}
