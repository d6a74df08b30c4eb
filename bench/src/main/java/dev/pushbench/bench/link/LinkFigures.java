package dev.pushbench.bench.link;

import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What a link has done so far.
 *
 * @param connections that were taken
 * @param resets of them by the link itself
 * @param up from the users to the server
 * @param down from the server to the users
 * @param lateNanos by how much packets were let go after they were due, in nanoseconds, since these figures were last asked for; those that
 *     waited for a receiver are not among them
 */
public record LinkFigures(long connections, long resets, Way up, Way down, Histogram lateNanos) {
    /**
     * Bytes of one direction.
     *
     * @param taken off the sender's socket
     * @param given to the receiver's socket
     * @param dropped because the connection was reset, or the receiver was gone
     */
    public record Way(long taken, long given, long dropped) {
        /** Neither given nor dropped yet. */
        public long underWay() {
            return taken - given - dropped;
        }

        Way plus(Way other) {
            return new Way(taken + other.taken, given + other.given, dropped + other.dropped);
        }
    }

    /** Those of several links as if they were one; at least one. */
    public static LinkFigures together(List<LinkFigures> all) {
        return all.stream().reduce(LinkFigures::plus).orElseThrow();
    }

    private LinkFigures plus(LinkFigures other) {
        Histogram both = lateNanos.copy();
        both.add(other.lateNanos);
        return new LinkFigures(
                connections + other.connections, resets + other.resets, up.plus(other.up), down.plus(other.down), both);
    }
}
