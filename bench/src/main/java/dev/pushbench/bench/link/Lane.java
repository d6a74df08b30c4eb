package dev.pushbench.bench.link;

import dev.pushbench.bench.link.DelayLine.Mark;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a passage: reads from one end, writes to the other when it is due. Where the line is full nothing is read until half of
 * it is gone; where the receiver does not take any more, nothing is written until it does.
 */
final class Lane extends Timed {
    private final RelayLoop loop;
    private final Passage passage;
    private final Pace pace;
    private final DelayLine line;
    private final Bytes bytes;
    private final int mostBytes;
    private @Nullable End from;
    private @Nullable End to;
    private boolean readsPaused;
    private boolean blocked;
    private boolean discards;
    private boolean finished;

    /** @param mostBytes under way, beyond which nothing is read */
    Lane(RelayLoop loop, Passage passage, Pace pace, Bytes bytes, int mostBytes) {
        this.loop = loop;
        this.passage = passage;
        this.pace = pace;
        this.line = new DelayLine(loop.pool());
        this.bytes = bytes;
        this.mostBytes = mostBytes;
    }

    /** Reads from that end from now on. */
    void from(End sender) {
        from = sender;
        sender.wants(SelectionKey.OP_READ);
    }

    /** The receiver can be written to. */
    void to(End receiver) {
        to = receiver;
    }

    /** Lets nothing in before that instant. */
    void opens(long atNanos) {
        pace.opens(atNanos);
    }

    /** Puts the wish for a connection into the line, before anything else. */
    void askForConnection(long nowNanos) {
        line.add(Mark.CONNECT, nowNanos);
        reschedule();
    }

    boolean isFinished() {
        return finished;
    }

    /** What is written to has room again, or stands. */
    void unblock(long nowNanos) {
        blocked = false;
        letGo(nowNanos, false);
    }

    /** The connection that was asked for is not there yet. */
    void block() {
        blocked = true;
    }

    /** Bytes came, or their end. */
    void read(End sender) {
        ByteBuffer in = loop.readBuffer();
        if (!discards) {
            in.limit(Math.min(in.capacity(), Math.max(1, mostBytes - line.queuedBytes())));
        }
        int count;
        try {
            count = sender.socket().read(in);
        } catch (IOException reset) {
            aborted(sender, System.nanoTime());
            return;
        }
        long nowNanos = System.nanoTime();
        if (count < 0) {
            sender.doesNotWant(SelectionKey.OP_READ);
            if (discards) {
                passage.endedUnheard();
            } else {
                add(Mark.END, nowNanos);
            }
        } else if (count > 0) {
            bytes.taken(count);
            passage.moved(nowNanos);
            take(sender, in.flip(), nowNanos);
        }
    }

    private void take(End sender, ByteBuffer in, long nowNanos) {
        if (discards) {
            bytes.dropped(in.remaining());
            return;
        }
        while (in.hasRemaining()) {
            int packet = pace.packet(in.remaining());
            line.add(in, packet, pace.due(nowNanos, packet));
        }
        if (line.queuedBytes() >= mostBytes) {
            readsPaused = true;
            sender.doesNotWant(SelectionKey.OP_READ);
        }
        reschedule();
    }

    /** The sender is gone: the receiver hears of it when what was under way is there. What was to come to the sender is lost. */
    void aborted(End sender, long nowNanos) {
        sender.close();
        passage.otherThan(this).discard();
        if (discards) {
            passage.reset(); // so is the receiver
        } else {
            add(Mark.ABORT, nowNanos);
        }
    }

    private void add(Mark mark, long nowNanos) {
        line.add(mark, pace.due(nowNanos, 0));
        reschedule();
    }

    /** Loses what is under way, and whatever still comes. */
    void discard() {
        discards = true;
        finished = true;
        bytes.dropped(line.clear());
        loop.schedule().remove(this);
        End sender = from;
        if (sender != null && readsPaused) {
            readsPaused = false;
            sender.wants(SelectionKey.OP_READ); // so that it is counted, and its end seen
        }
    }

    /** Loses also what has come and was not read yet. */
    void drain() {
        discard();
        End sender = from;
        if (sender == null || !sender.isOpen()) {
            return;
        }
        try {
            ByteBuffer in = loop.readBuffer();
            for (int count = sender.socket().read(in);
                    count > 0;
                    count = sender.socket().read(in.clear())) {
                bytes.taken(count);
                bytes.dropped(count);
            }
        } catch (IOException gone) {
            // Then nothing was left.
        }
    }

    @Override
    void due(long nowNanos) {
        letGo(nowNanos, true);
    }

    /** @param onTime whether what is let go now was not held up by its receiver */
    private void letGo(long nowNanos, boolean onTime) {
        long now = nowNanos;
        while (!blocked && !line.isEmpty() && line.firstDueNanos() <= now) {
            if (line.startsWithMark()) {
                obey(line.takeMark(), now);
            } else if (!write(now, onTime)) {
                return; // the passage has heard of it
            }
            now = System.nanoTime();
        }
        End sender = from;
        if (readsPaused && line.queuedBytes() <= mostBytes / 2 && sender != null) {
            readsPaused = false;
            sender.wants(SelectionKey.OP_READ);
        }
        reschedule();
    }

    /** False where the receiver is gone. */
    private boolean write(long nowNanos, boolean onTime) {
        End receiver = to;
        if (receiver == null) {
            throw new IllegalStateException("bytes are due before there is anybody to have them");
        }
        ByteBuffer[] buffers = loop.gathered();
        if (onTime) {
            loop.late(nowNanos - line.firstDueNanos());
        }
        int due = line.dueBytes(nowNanos, RelayLoop.MOST_WRITE_BYTES);
        int count = line.gather(buffers, due);
        long written = 0;
        boolean isThere = true;
        try {
            written = count == 1
                    ? receiver.socket().write(buffers[0])
                    : receiver.socket().write(buffers, 0, count);
        } catch (IOException gone) {
            isThere = false;
        }
        line.written((int) written, buffers[count - 1]);
        bytes.given((int) written);
        passage.gave(this, nowNanos);
        if (!isThere) {
            passage.otherThan(this).aborted(receiver, nowNanos);
            return false;
        }
        if (written < due) {
            blocked = true;
            receiver.wants(SelectionKey.OP_WRITE);
        }
        return true;
    }

    private void obey(Mark mark, long nowNanos) {
        switch (mark) {
            case CONNECT -> passage.connect(nowNanos);
            case END -> {
                finished = true;
                passage.ended(to);
            }
            case ABORT -> passage.reset();
        }
    }

    private void reschedule() {
        if (blocked || line.isEmpty()) {
            loop.schedule().remove(this);
        } else {
            loop.schedule().set(this, line.firstDueNanos());
        }
    }
}
