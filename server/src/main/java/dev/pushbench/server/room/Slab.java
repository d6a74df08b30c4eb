package dev.pushbench.server.room;

import java.nio.ByteBuffer;

/**
 * Direct memory for many small immutable frames of one room. A block is freed by the collector when no frame of it is
 * retained any more; blocks start small, so that ten thousand quiet rooms cost little. Not thread-safe.
 */
final class Slab {
    private static final int FIRST_BLOCK_BYTES = 2 * 1024;
    private static final int LARGEST_BLOCK_BYTES = 64 * 1024;

    private ByteBuffer block = ByteBuffer.allocate(0);
    private int nextBlockBytes = FIRST_BLOCK_BYTES;

    /** A direct buffer of exactly these bytes, from 0 to its limit. */
    ByteBuffer copyOf(byte[] bytes) {
        if (block.remaining() < bytes.length) {
            block = ByteBuffer.allocateDirect(Math.max(nextBlockBytes, bytes.length));
            nextBlockBytes = Math.min(2 * nextBlockBytes, LARGEST_BLOCK_BYTES);
        }
        ByteBuffer copy = block.slice(block.position(), bytes.length).put(bytes).flip();
        block.position(block.position() + bytes.length);
        return copy;
    }
}
