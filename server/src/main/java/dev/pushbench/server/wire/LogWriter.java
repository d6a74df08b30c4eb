package dev.pushbench.server.wire;

import dev.pushbench.server.room.Audience;
import dev.pushbench.server.room.Batch;
import dev.pushbench.server.room.Entry;
import dev.pushbench.server.room.Lane;
import dev.pushbench.server.room.Reader;
import dev.pushbench.server.room.Room;
import dev.pushbench.server.room.StreamFraming;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSinkChannel;

/**
 * Follows a room's log on a connection that stays open: the one reader behind streaming, SSE and WebSocket.
 *
 * <p>There is no queue. What is still to be written follows from the cursor alone: the rest of an event that the socket
 * took in part, then a pending word of our own (heartbeat, gap notice, pong, leave), then the events after the cursor, all in
 * one gathering write. A socket that takes no more blocks the writer until it is writable again.
 *
 * <pre>
 *   writing ──socket full──▶ blocked ──writable──▶ writing
 *      └──farewell written, or the connection failed──▶ closed
 * </pre>
 *
 * <p>Confined to its lane's thread. Nothing is allocated for a delivery.
 */
public final class LogWriter extends Reader {
    private final Lane lane;
    private final Room room;
    private final Audience audience;
    private final StreamSinkChannel sink;
    private final StreamFraming framing;
    private final GapPolicy gapPolicy;
    private final boolean sinkGathers;
    private final Runnable whenOver;

    private long cursor;
    private @Nullable Entry partial;
    private int partialWritten;
    private @Nullable ByteBuffer word;
    private @Nullable ByteBuffer nextWord;
    private boolean blocked;
    private boolean quiet = true;

    /** Once the server takes leave: what was published until then is still written. */
    private long lastToWrite = Long.MAX_VALUE;

    private boolean leaving;
    private boolean closed;

    /**
     * @param sink what the connection is written to; the writer takes over its write listener
     * @param sinkGathers whether the sink writes several buffers at once, and not the first of them alone
     * @param whenOver called once, when everything is written after {@link #end} or {@link #leave}, or writing has failed: whoever
     *     made the writer closes the connection then
     */
    public LogWriter(
            ReadRequest request,
            Lane lane,
            StreamSinkChannel sink,
            StreamFraming framing,
            GapPolicy gapPolicy,
            boolean sinkGathers,
            Runnable whenOver) {
        this.lane = lane;
        this.room = request.room();
        this.audience = room.audience(lane);
        this.cursor = request.after();
        this.sink = sink;
        this.framing = framing;
        this.gapPolicy = gapPolicy;
        this.sinkGathers = sinkGathers;
        this.whenOver = whenOver;
        this.word = request.tellsLog() ? ByteBuffer.wrap(framing.log(request.log(), cursor)) : null;
    }

    /** Joins the room, and writes what is there. */
    public void start() {
        sink.getWriteSetter().set(channel -> {
            sink.suspendWrites();
            blocked = false;
            write();
        });
        audience.join(this);
        write();
    }

    @Override
    public void advance() {
        if (!blocked) {
            write();
        }
    }

    @Override
    public void heartbeat() {
        if (quiet && word == null) {
            say(framing.heartbeat());
        }
        quiet = true;
    }

    /** Takes leave behind what has been published by now, also where the socket is full or TLS still shakes hands. */
    @Override
    public void end() {
        if (lastToWrite == Long.MAX_VALUE) {
            lastToWrite = room.last();
            advance();
        }
    }

    @Override
    public void abort() {
        close();
        IoUtils.safeClose(sink);
    }

    /**
     * Says something of our own at the next border between events. Where a word still waits for a full socket, only the newest
     * after it is kept: of pongs only the last is owed (RFC 6455, section 5.5.3), and so nothing can queue up.
     */
    public void say(byte[] bytes) {
        if (leaving || closed) {
            return;
        }
        if (word == null) {
            word = ByteBuffer.wrap(bytes);
            advance();
        } else {
            nextWord = ByteBuffer.wrap(bytes);
        }
    }

    /** Writes these last bytes at the next border, then no more. */
    public void leave(byte[] lastBytes) {
        if (leaving || closed) {
            return;
        }
        leaving = true;
        word = word == null ? ByteBuffer.wrap(lastBytes) : joined(word, lastBytes);
        nextWord = null;
        advance();
    }

    /** The connection is gone, or is to be: reads no more. Nothing is called back. */
    public void close() {
        closed = true;
        audience.leave(this);
    }

    private static ByteBuffer joined(ByteBuffer waiting, byte[] lastBytes) {
        return ByteBuffer.allocate(waiting.remaining() + lastBytes.length)
                .put(waiting)
                .put(lastBytes)
                .flip();
    }

    private void write() {
        try {
            while (!closed && hasMore()) {
                Batch batch = gathered();
                if (batch.isEmpty()) {
                    break;
                }
                quiet &= batch.writeTo(sink) == 0;
                if (!moveOver(batch)) {
                    block();
                    return;
                }
            }
            if (!closed && !sink.flush()) {
                block();
            } else if (leaving && word == null && !closed) {
                over();
            }
        } catch (IOException e) {
            over(); // the client is gone: a departure, not an error of ours
        }
    }

    private boolean hasMore() {
        return partial != null || word != null || (!leaving && (cursor < room.last() || cursor >= lastToWrite));
    }

    /** What is to be written next; empty where there is nothing. */
    private Batch gathered() {
        Batch batch = lane.batch();
        batch.clear(sinkGathers);
        long next = cursor + 1;
        if (partial != null) {
            batch.add(partial, framing, partialWritten);
            next++;
        }
        if (word != null) {
            batch.add(word);
        }
        while (!leaving && next <= lastToWrite && !batch.isFull()) {
            Entry entry = room.entry(next);
            if (entry == null) {
                break;
            }
            batch.add(entry, framing, 0);
            next++;
        }
        if (batch.isEmpty() && cursor >= lastToWrite) {
            leaving = true;
            word = ByteBuffer.wrap(framing.end());
            batch.add(word);
        } else if (batch.isEmpty()) {
            gatherGap(batch);
        }
        return batch;
    }

    /** There is something after the cursor, but not the next event: it has fallen out of retention. */
    private void gatherGap(Batch batch) {
        long first = room.first();
        long missed = first - (cursor + 1);
        if (missed <= 0) {
            return; // it is being appended at this moment; the append wakes us
        }
        if (gapPolicy == GapPolicy.DISCONNECT) {
            cutOff(batch);
            return;
        }
        cursor = first - 1;
        word = ByteBuffer.wrap(framing.gap(first, missed));
        batch.add(word);
        lane.gapTold();
    }

    private void cutOff(Batch batch) {
        byte[] lastBytes = framing.cutOff();
        if (lastBytes.length == 0) {
            over();
        } else {
            leaving = true;
            word = ByteBuffer.wrap(lastBytes);
            batch.add(word);
        }
    }

    /** Moves the cursor over what was written; false where the socket did not take all. */
    private boolean moveOver(Batch batch) {
        int delivered = 0;
        boolean all = true;
        for (int piece = 0; piece < batch.count() && all; piece++) {
            Entry entry = batch.entry(piece);
            all = batch.isWritten(piece);
            if (entry == null) {
                word = all ? nextWord : word;
                nextWord = all ? null : nextWord;
            } else if (all) {
                cursor = entry.seq();
                partial = null;
                delivered++;
            } else {
                partialWritten = batch.written(piece);
                partial = partialWritten > 0 ? entry : null;
            }
        }
        if (delivered > 0) {
            lane.delivered(delivered);
        }
        return all;
    }

    private void block() {
        blocked = true;
        sink.resumeWrites();
    }

    private void over() {
        close();
        whenOver.run();
    }
}
