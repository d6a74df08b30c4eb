package dev.pushbench.client.http;

import java.nio.ByteBuffer;

/**
 * Reads the responses of one connection as their bytes come in (RFC 9112), and tells every byte apart.
 *
 * <pre>
 *        ┌────────────────────────── end ◀───────────────────────────┐
 *        ▼                                                           │
 *      HEAD ──┬─ 204, 304, Content-Length: 0 ────────────────────────┤
 *        ▲    ├─ Content-Length ───────▶ COUNTED ────────────────────┤
 *        │    ├─ Transfer-Encoding ────▶ CHUNKED ────────────────────┘
 *        │    ├─ neither ──────────────▶ UNTIL_CLOSE ── end of input ──▶ end
 *        └────┼─ 1xx
 *             └─ 101 ── end ───────────▶ UPGRADED
 * </pre>
 *
 * <p>The bytes may be cut anywhere, and several responses may come in one buffer. The counts given to
 * {@link Listener#head}, {@link Listener#body} and {@link Listener#framing} add up to the bytes read, except those of a
 * head that is not yet whole. Requests are taken to be {@code GET} or {@code POST}: the answer to a {@code HEAD} is not
 * understood. It is strict where leniency would hide a fault: lines end with CRLF, header lines are not folded, and
 * Content-Length beside Transfer-Encoding is refused.
 *
 * <p>For one thread. Nothing is allocated while heads come whole; of one that is cut, the cut line is kept. After a
 * {@link MalformedResponse} the parser is of no more use.
 */
public final class ResponseParser {
    /** Most bytes of a head, and of trailers, where nothing else is said. */
    public static final int DEFAULT_MOST_HEAD_BYTES = 16 * 1024;

    private static final ByteBuffer NO_LINE = ByteBuffer.allocate(0);
    private static final int USUAL_LINE_BYTES = 128;

    private final Listener listener;
    private final int mostHeadBytes;
    private final ResponseHead head = new ResponseHead();
    private final ChunkedBody chunks;

    private State state = State.HEAD;
    private int headBytes;
    private ByteBuffer cutLine = NO_LINE;
    private int cutLineBytes;
    private long bodyBytesLeft;
    private int framingBytes;
    private long cursor = -1;
    private long retryAfterSeconds = -1;

    private enum State {
        HEAD,
        COUNTED,
        CHUNKED,
        UNTIL_CLOSE,
        UPGRADED
    }

    /** Is told what the parser reads, in the order of the responses. Must not call the parser. */
    public interface Listener {
        /**
         * The head is read.
         *
         * @param status 101, or 200 to 599
         * @param headBytes from the status line to the blank line, both included
         */
        void head(int status, int headBytes);

        /**
         * A part of the body, chunk framing taken out. Parts are as large as what came in.
         *
         * @param bytes the buffer that is being read; valid during the call only
         * @param from index of the first byte
         * @param to index after the last byte, greater than {@code from}
         */
        void body(ByteBuffer bytes, int from, int to);

        /**
         * Bytes that are neither head nor body: chunk-size lines, the line ends of chunks, the last chunk, trailers,
         * interim responses. Told when a response or a buffer ends, for all since the last time.
         */
        void framing(int bytes);

        /**
         * The response is complete.
         *
         * @param keepAlive whether the connection can carry another (RFC 9112, section 9.3)
         */
        void end(boolean keepAlive);
    }

    public ResponseParser(Listener listener) {
        this(listener, DEFAULT_MOST_HEAD_BYTES);
    }

    /**
     * A parser with a bound of its own.
     *
     * @param mostHeadBytes longer heads are refused, and longer trailers
     */
    public ResponseParser(Listener listener, int mostHeadBytes) {
        this.listener = listener;
        this.mostHeadBytes = mostHeadBytes;
        this.chunks = new ChunkedBody(mostHeadBytes);
    }

    /**
     * Reads all that remains in {@code in}. After a 101 the rest is of another protocol: it is left in the buffer, then
     * and in every later call.
     *
     * @throws MalformedResponse where this is not HTTP/1.1
     */
    public void read(ByteBuffer in) {
        int position = in.position();
        int limit = in.limit();
        while (position < limit && state != State.UPGRADED) {
            position = switch (state) {
                case HEAD -> readHead(in, position, limit);
                case COUNTED -> readCounted(in, position, limit);
                case CHUNKED -> readChunked(in, position, limit);
                case UNTIL_CLOSE -> readUntilClose(in, position, limit);
                case UPGRADED -> position;
            };
        }
        tellFraming();
        in.position(position);
    }

    /**
     * The server has closed its side. This ends a body that has no other end; between responses it means nothing.
     *
     * @throws MalformedResponse where a response is cut off; the bytes of a head that was cut off are told as framing
     */
    public void endOfInput() {
        switch (state) {
            case HEAD -> {
                if (headBytes > 0) {
                    framingBytes += headBytes;
                    tellFraming();
                    throw new MalformedResponse("connection closed within a head, after " + headBytes + " bytes");
                }
            }
            case COUNTED ->
                throw new MalformedResponse(
                        "connection closed within a body, " + bodyBytesLeft + " bytes before its end");
            case CHUNKED -> throw new MalformedResponse("connection closed within a chunked body");
            case UNTIL_CLOSE -> end(false);
            case UPGRADED -> {}
        }
    }

    /**
     * The same, without an exception: false where a response is cut off, and then nothing is told. True between two responses, and in a body
     * that ends with the connection, which is complete now.
     */
    public boolean endsInOrder() {
        boolean cutsNothing = switch (state) {
            case HEAD -> headBytes == 0;
            case COUNTED, CHUNKED -> false;
            case UNTIL_CLOSE, UPGRADED -> true;
        };
        if (cutsNothing) {
            endOfInput();
        }
        return cutsNothing;
    }

    /** Bytes read of a head that is not whole yet, and that nothing was told of. */
    public int unfinishedHeadBytes() {
        return headBytes;
    }

    /** The value of the last whole head's {@code Pushbench-Cursor}, or -1 where it had none. */
    public long cursor() {
        return cursor;
    }

    /** The value of the last whole head's {@code Retry-After}, or -1 where it had none, or a date. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }

    private int readHead(ByteBuffer in, int from, int limit) {
        int lineFeed = from;
        while (lineFeed < limit && in.get(lineFeed) != '\n') {
            lineFeed++;
        }
        boolean whole = lineFeed < limit;
        int to = whole ? lineFeed + 1 : limit;
        headBytes += to - from;
        if (headBytes > mostHeadBytes) {
            throw new MalformedResponse("head longer than " + mostHeadBytes + " bytes");
        }
        if (whole && cutLineBytes == 0) {
            line(in, from, to);
            return to;
        }
        keep(in, from, to);
        if (whole) {
            int lineBytes = cutLineBytes;
            cutLineBytes = 0;
            line(cutLine, 0, lineBytes);
        }
        return to;
    }

    private void keep(ByteBuffer in, int from, int to) {
        int needed = cutLineBytes + to - from;
        if (needed > cutLine.capacity()) {
            int capacity = Math.max(Math.max(USUAL_LINE_BYTES, needed), 2 * cutLine.capacity());
            cutLine = ByteBuffer.allocate(capacity).put(0, cutLine, 0, cutLineBytes);
        }
        cutLine.put(cutLineBytes, in, from, to - from);
        cutLineBytes = needed;
    }

    private void line(ByteBuffer text, int from, int to) {
        int end = to - 2;
        if (end < from || text.get(end) != '\r') {
            throw new MalformedResponse("head line ends without CRLF: " + Ascii.quote(text, from, to));
        }
        if (end > from) {
            head.line(text, from, end);
        } else {
            endHead();
        }
    }

    private void endHead() {
        head.end();
        int bytes = headBytes;
        headBytes = 0;
        if (cutLine.capacity() > USUAL_LINE_BYTES) {
            cutLine = NO_LINE;
        }
        if (head.isInterim()) {
            framingBytes += bytes;
            head.clear();
            return;
        }
        cursor = head.cursor();
        retryAfterSeconds = head.retryAfterSeconds();
        listener.head(head.status(), bytes);
        if (head.status() == 101) {
            end(true);
        } else if (head.isBodiless() || head.contentLength() == 0) {
            end(head.keepsAlive());
        } else if (head.isChunked()) {
            chunks.start();
            state = State.CHUNKED;
        } else if (head.contentLength() > 0) {
            bodyBytesLeft = head.contentLength();
            state = State.COUNTED;
        } else {
            state = State.UNTIL_CLOSE;
        }
    }

    private int readCounted(ByteBuffer in, int from, int limit) {
        int bytes = (int) Math.min(bodyBytesLeft, limit - from);
        listener.body(in, from, from + bytes);
        bodyBytesLeft -= bytes;
        if (bodyBytesLeft == 0) {
            end(head.keepsAlive());
        }
        return from + bytes;
    }

    private int readChunked(ByteBuffer in, int from, int limit) {
        int to = chunks.read(in, from, limit, listener);
        framingBytes += chunks.takeFramingBytes();
        if (chunks.isDone()) {
            end(head.keepsAlive());
        }
        return to;
    }

    private int readUntilClose(ByteBuffer in, int from, int limit) {
        listener.body(in, from, limit);
        return limit;
    }

    private void end(boolean keepAlive) {
        tellFraming();
        state = head.status() == 101 ? State.UPGRADED : State.HEAD;
        head.clear();
        listener.end(keepAlive);
    }

    private void tellFraming() {
        if (framingBytes > 0) {
            int bytes = framingBytes;
            framingBytes = 0;
            listener.framing(bytes);
        }
    }
}
