package dev.pushbench.client.measure;

/**
 * What the users of a trial put on the wire and got off it: from connecting to the quiet at the end, or in a part of that time.
 *
 * @param up bytes that users wrote
 * @param down bytes that users read
 * @param requests polls written
 * @param openings requests written that open a stream or a WebSocket
 * @param emptyAnswers answers to polls that carried no event
 * @param writes writes to sockets
 * @param reads reads off sockets that brought something
 * @param repliesWritten those of the writes that were done in the very read that caused them
 * @param upstream what of it was for publishing
 */
public record Traffic(
        WireBytes up,
        WireBytes down,
        long requests,
        long openings,
        long emptyAnswers,
        long writes,
        long reads,
        long repliesWritten,
        Upstream upstream) {
    public static final Traffic NONE = new Traffic(WireBytes.NONE, WireBytes.NONE, 0, 0, 0, 0, 0);

    private static final long PACKET_HEADER_BYTES = 52;
    private static final long SEGMENT_BYTES = 1_448;
    private static final long OPENING_AND_CLOSING_PACKETS = 7;

    /** Of users that only read, by polls. */
    public Traffic(
            WireBytes up,
            WireBytes down,
            long requests,
            long emptyAnswers,
            long writes,
            long reads,
            long repliesWritten) {
        this(up, down, requests, 0, emptyAnswers, writes, reads, repliesWritten, Upstream.NONE);
    }

    /**
     * What TCP and IP add, <em>modelled</em>, both directions together: 52 bytes (20 of IPv4, 20 of TCP, 12 of its timestamps) for each
     * segment, one segment for each read and write (or as many as their bytes fill on Ethernet, 1,448 each, if those are more), a bare
     * acknowledgement for each read that was not answered at once, and seven packets to open and close a connection.
     */
    public long modelledPacketHeaderBytes(long connections) {
        long segments = Math.max(reads, down.total() / SEGMENT_BYTES) + Math.max(writes, up.total() / SEGMENT_BYTES);
        long bareAcknowledgements = reads - repliesWritten;
        return PACKET_HEADER_BYTES * (segments + bareAcknowledgements + OPENING_AND_CLOSING_PACKETS * connections);
    }

    /** Bytes of all classes, both ways. */
    public long bytes() {
        return up.total() + down.total();
    }

    /** What came after that. */
    public Traffic since(Traffic before) {
        return new Traffic(
                up.minus(before.up),
                down.minus(before.down),
                requests - before.requests,
                openings - before.openings,
                emptyAnswers - before.emptyAnswers,
                writes - before.writes,
                reads - before.reads,
                repliesWritten - before.repliesWritten,
                upstream.since(before.upstream));
    }

    public Traffic plus(Traffic other) {
        return new Traffic(
                up.plus(other.up),
                down.plus(other.down),
                requests + other.requests,
                openings + other.openings,
                emptyAnswers + other.emptyAnswers,
                writes + other.writes,
                reads + other.reads,
                repliesWritten + other.repliesWritten,
                upstream.plus(other.upstream));
    }
}
