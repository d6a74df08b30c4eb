package dev.pushbench.client.websocket;

import java.nio.ByteBuffer;

/** Collects the head of the server's answer, in whatever pieces it comes; bounded. */
final class HandshakeAnswer {
    private static final int FIRST_BYTES = 256;
    private static final int MOST_BYTES = 16 * 1024;
    private static final int END_OF_HEAD = 0x0D0A0D0A;

    private ByteBuffer head = ByteBuffer.allocate(FIRST_BYTES);
    private int lastFour;

    /** Takes bytes up to the end of the head, and no more; true where that end was reached. */
    boolean read(ByteBuffer in) {
        while (in.hasRemaining()) {
            byte next = in.get();
            if (!head.hasRemaining()) {
                grow();
            }
            head.put(next);
            lastFour = (lastFour << 8) | (next & 0xFF);
            if (lastFour == END_OF_HEAD) {
                return true;
            }
        }
        return false;
    }

    /** The head: on the heap, from 0 to its end. */
    ByteBuffer whole() {
        return head.duplicate().flip();
    }

    private void grow() {
        if (head.capacity() >= MOST_BYTES) {
            throw new MalformedFrame("the head of the handshake's answer is above " + MOST_BYTES + " bytes");
        }
        head = ByteBuffer.allocate(2 * head.capacity()).put(head.flip());
    }
}
