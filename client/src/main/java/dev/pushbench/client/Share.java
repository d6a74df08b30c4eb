package dev.pushbench.client;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * Which of a plan's users a process plays, and where they read. Users are dealt out like cards, to processes and to servers alike, so that
 * none has more of them than another, and the phases of each process's pollers are spread over the whole interval.
 *
 * @param number of this share, from 0; the lead's is 0
 * @param of how many shares there are, at least 1
 * @param servers that all have the same events, resolved; at least one. Where a link is before them, its addresses
 * @param handshake that connecting takes at least; above 0 where a link is before the servers
 */
public record Share(int number, int of, List<InetSocketAddress> servers, Duration handshake) {
    /** Of servers without a link before them. */
    public Share(int number, int of, List<InetSocketAddress> servers) {
        this(number, of, servers, Duration.ZERO);
    }

    public Share {
        servers = List.copyOf(servers);
        if (number < 0 || number >= of) {
            throw new IllegalArgumentException("a share's number must be 0 to " + (of - 1) + ", not " + number);
        }
        if (servers.isEmpty() || servers.stream().anyMatch(InetSocketAddress::isUnresolved)) {
            throw new IllegalArgumentException("servers must be resolved, and one at least: " + servers);
        }
    }

    /** All users of a plan, at its one server. */
    public static Share whole(LoadPlan plan) {
        return new Share(0, 1, List.of(plan.server()));
    }

    /** How many of so many users are of this share. */
    public int users(int ofAll) {
        return (ofAll - number + of - 1) / of;
    }

    /** The number, among all users from 0, of this share's {@code index}-th from 0. */
    int user(int index) {
        return number + index * of;
    }

    /** Whether that user, by its number among all, is of this share. */
    boolean has(int user) {
        return user % of == number;
    }

    /** Of a user of this share, by its number among all, which one of them it is, from 0. */
    int index(int user) {
        return user / of;
    }

    /** How many users of all shares come before that one at its server. */
    int numberAtServer(int index) {
        return user(index) / servers.size();
    }

    /** Which of the servers that user reads from. */
    int server(int index) {
        return user(index) % servers.size();
    }
}
