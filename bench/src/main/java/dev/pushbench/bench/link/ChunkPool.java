package dev.pushbench.bench.link;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/** Memory for bytes under way, in chunks that are used again: after a while none is allocated any more. For one thread. */
final class ChunkPool {
    static final int CHUNK_BYTES = 4096;
    private static final int SLAB_CHUNKS = 256;

    private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();
    private int chunks;

    /** An empty one: position and limit are 0. */
    ByteBuffer take() {
        if (free.isEmpty()) {
            ByteBuffer slab = ByteBuffer.allocateDirect(SLAB_CHUNKS * CHUNK_BYTES);
            for (int i = 0; i < SLAB_CHUNKS; i++) {
                free.add(slab.slice(i * CHUNK_BYTES, CHUNK_BYTES));
            }
            chunks += SLAB_CHUNKS;
        }
        return free.removeLast().position(0).limit(0);
    }

    void giveBack(ByteBuffer chunk) {
        free.addLast(chunk);
    }

    /** How many are not given back. */
    int inUse() {
        return chunks - free.size();
    }
}
