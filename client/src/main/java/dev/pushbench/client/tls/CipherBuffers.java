package dev.pushbench.client.tls;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import tlschannel.BufferAllocator;

/** Direct buffers that go round: a connection has one only while a record of it is incomplete. For one thread. */
final class CipherBuffers implements BufferAllocator {
    /** Of each size; what thousands held at once in a storm is not kept for ever. */
    private static final int MOST_KEPT = 256;

    private final Map<Integer, Queue<ByteBuffer>> freeBySize = new HashMap<>();

    @Override
    public ByteBuffer allocate(int size) {
        ByteBuffer free = free(size).poll();
        return free == null ? ByteBuffer.allocateDirect(size) : free.clear();
    }

    @Override
    public void free(ByteBuffer buffer) {
        Queue<ByteBuffer> free = free(buffer.capacity());
        if (free.size() < MOST_KEPT) {
            free.add(buffer);
        }
    }

    private Queue<ByteBuffer> free(int size) {
        return freeBySize.computeIfAbsent(size, any -> new ArrayDeque<>());
    }
}
