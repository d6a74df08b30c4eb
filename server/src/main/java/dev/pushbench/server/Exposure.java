package dev.pushbench.server;

import dev.pushbench.server.access.Access;
import dev.pushbench.server.guard.Bounds;

/**
 * What a server lets strangers do.
 *
 * @param bounds how much
 * @param access who, and what
 * @param echo whether there is a path that gives back what a WebSocket sends
 * @param deflate whether WebSockets that offer it are compressed (RFC 7692)
 */
public record Exposure(Bounds bounds, Access access, boolean echo, boolean deflate) {
    public static final Exposure DEFAULT = new Exposure(Bounds.DEFAULT, Access.LOCAL, false, false);

    /** The same within these bounds. */
    public Exposure with(Bounds other) {
        return new Exposure(other, access, echo, deflate);
    }

    /** The same for these. */
    public Exposure with(Access other) {
        return new Exposure(bounds, other, echo, deflate);
    }
}
