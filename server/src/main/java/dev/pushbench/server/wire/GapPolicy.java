package dev.pushbench.server.wire;

/** What happens to a reader on an open connection whose cursor falls out of retention. */
public enum GapPolicy {
    /** It is told in band how many events it missed, and goes on with the oldest retained one. */
    NOTICE,
    /** Its connection is closed. */
    DISCONNECT
}
