package dev.pushbench.server.room;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** An event in the log: its bytes, encoded once, and each framed form, made when first needed and then shared. */
public final class Entry {
    private final long seq;
    private final byte[] event;
    private final Slab slab;
    private volatile @Nullable Framed framed;

    private record Framed(
            Framing framing, ByteBuffer bytes, @Nullable Framed next) {}

    Entry(long seq, byte[] event, Slab slab) {
        this.seq = seq;
        this.event = event;
        this.slab = slab;
    }

    public long seq() {
        return seq;
    }

    int eventBytes() {
        return event.length;
    }

    /** The event in this framing: a direct buffer shared by all, to be duplicated before it is read. */
    public ByteBuffer framed(Framing framing) {
        ByteBuffer found = find(framing);
        return found != null ? found : make(framing);
    }

    private @Nullable ByteBuffer find(Framing framing) {
        for (Framed form = framed; form != null; form = form.next) {
            if (form.framing == framing) {
                return form.bytes;
            }
        }
        return null;
    }

    private ByteBuffer make(Framing framing) {
        synchronized (slab) {
            ByteBuffer found = find(framing);
            if (found != null) {
                return found;
            }
            ByteBuffer bytes = slab.copyOf(framing.event(seq, event));
            framed = new Framed(framing, bytes, framed);
            return bytes;
        }
    }
}
