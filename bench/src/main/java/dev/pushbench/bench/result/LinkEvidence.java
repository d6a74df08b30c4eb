package dev.pushbench.bench.result;

import org.HdrHistogram.Histogram;

/**
 * What was seen of a link.
 *
 * @param floorNanos what it adds on either way where it is to add nothing
 * @param lateNanos by how much it let packets go after they were due, in the window; in nanoseconds
 * @param resets of connections by the link, in the whole trial
 * @param droppedBytes that were lost with them
 */
public record LinkEvidence(long floorNanos, Histogram lateNanos, long resets, long droppedBytes) {
    LinkEvidence plus(LinkEvidence other) {
        Histogram both = lateNanos.copy();
        both.add(other.lateNanos);
        return new LinkEvidence(
                Math.max(floorNanos, other.floorNanos), both, resets + other.resets, droppedBytes + other.droppedBytes);
    }
}
