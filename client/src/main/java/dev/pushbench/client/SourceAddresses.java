package dev.pushbench.client;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/**
 * From which address of the loopback a user's connection comes. A kernel that has to find a port for one more connection to the same
 * destination looks at half of them first (Linux, {@code __inet_hash_connect}); once these are taken, every connection costs a walk over
 * thousands. So a destination gets only so many connections from an address, and the others from addresses of their own, which on Linux are
 * there without being set up.
 */
public final class SourceAddresses {
    /** Fewer than half of the ephemeral ports that Linux has by default. */
    static final int USERS_PER_ADDRESS = 10_000;

    private static final int MOST_GROUPS = 254;

    private static final boolean IS_LINUX =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).equals("linux");

    private SourceAddresses() {}

    /** How many users can be connected to one server on the loopback, with so many ephemeral ports. */
    public static long mostUsers(long ports) {
        return IS_LINUX && ports > USERS_PER_ADDRESS ? (long) (1 + MOST_GROUPS) * USERS_PER_ADDRESS : ports - 1;
    }

    /** Which of the addresses the {@code number}-th user of a server has, from 0; the first means any. */
    public static int group(int number) {
        return number / USERS_PER_ADDRESS;
    }

    /**
     * The address of such a group; empty for the first, and where there is nothing to choose. The server's port is in it: no other server
     * has the same, so that no port is still waited for that an earlier trial has used.
     */
    public static Optional<InetAddress> of(InetSocketAddress server, int group) {
        if (group == 0
                || group > MOST_GROUPS
                || !IS_LINUX
                || !(server.getAddress() instanceof Inet4Address destination)
                || !destination.isLoopbackAddress()) {
            return Optional.empty();
        }
        int port = server.getPort();
        byte[] address = {127, (byte) (port >> 8), (byte) port, (byte) group};
        try {
            return Optional.of(InetAddress.getByAddress(address));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("four bytes are an address", impossible);
        }
    }
}
