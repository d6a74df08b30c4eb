package dev.pushbench.client.http;

import java.nio.ByteBuffer;

/**
 * Takes the chunks out of a chunked body (RFC 9112, section 7.1). Reused from response to response.
 *
 * <pre>
 *      ┌───────────────── DATA_LF ◀── DATA_CR ◀── DATA ◀─┐
 *      ▼                                                 │ size above 0
 * SIZE_START ──▶ SIZE ─┬──────────────────────▶ SIZE_LF ─┤
 *                      └─▶ BLANK ─▶ EXTENSION ──▲        │ size 0
 *                                                        ▼
 *            DONE ◀── LAST_LF ◀── TRAILER_START ◀──────────
 *                                   │        ▲
 *                                   ▼        │
 *                                TRAILER ─▶ TRAILER_LF
 * </pre>
 */
final class ChunkedBody {
    /** Most bytes of a chunk-size line with its extensions. */
    static final int MOST_SIZE_LINE_BYTES = 4096;

    private final int mostTrailerBytes;
    private State state = State.SIZE_START;
    private long sizeBytes;
    private int lineBytes;
    private int framingBytes;

    private enum State {
        SIZE_START,
        SIZE,
        BLANK,
        EXTENSION,
        SIZE_LF,
        DATA,
        DATA_CR,
        DATA_LF,
        TRAILER_START,
        TRAILER,
        TRAILER_LF,
        LAST_LF,
        DONE
    }

    ChunkedBody(int mostTrailerBytes) {
        this.mostTrailerBytes = mostTrailerBytes;
    }

    void start() {
        state = State.SIZE_START;
        lineBytes = 0;
    }

    boolean isDone() {
        return state == State.DONE;
    }

    /** Reads until {@code to} or the body's end; returns the index of the first byte that was not read. */
    int read(ByteBuffer in, int from, int to, ResponseParser.Listener listener) {
        int i = from;
        while (i < to && state != State.DONE) {
            if (state == State.DATA) {
                int bytes = (int) Math.min(sizeBytes, to - i);
                listener.body(in, i, i + bytes);
                i += bytes;
                sizeBytes -= bytes;
                if (sizeBytes == 0) {
                    state = State.DATA_CR;
                }
            } else {
                framingBytes++;
                lineBytes++;
                state = next(in.get(i) & 0xff);
                i++;
            }
        }
        return i;
    }

    /** Bytes read that were not data, since this was last asked. */
    int takeFramingBytes() {
        int bytes = framingBytes;
        framingBytes = 0;
        return bytes;
    }

    private State next(int character) {
        return switch (state) {
            case SIZE_START -> firstDigit(character);
            case SIZE -> sizeDigit(character);
            case BLANK ->
                withinSizeLine(Ascii.isBlank(character) ? State.BLANK : only(';', character, State.EXTENSION));
            case EXTENSION -> withinSizeLine(textOrCr(character, State.EXTENSION, State.SIZE_LF));
            case SIZE_LF -> afterSize(only('\n', character, State.DATA));
            case DATA_CR -> only('\r', character, State.DATA_LF);
            case DATA_LF -> only('\n', character, State.SIZE_START);
            case TRAILER_START -> withinTrailers(textOrCr(character, State.TRAILER, State.LAST_LF));
            case TRAILER -> withinTrailers(textOrCr(character, State.TRAILER, State.TRAILER_LF));
            case TRAILER_LF -> only('\n', character, State.TRAILER_START);
            case LAST_LF -> only('\n', character, State.DONE);
            case DATA, DONE -> throw new IllegalStateException("no framing in " + state);
        };
    }

    private State firstDigit(int character) {
        sizeBytes = 0;
        lineBytes = 1;
        if (Character.digit(character, 16) < 0) {
            throw new MalformedResponse("bad chunk size: " + name(character) + " is not a hexadecimal digit");
        }
        return sizeDigit(character);
    }

    private State sizeDigit(int character) {
        int digit = Character.digit(character, 16);
        if (digit >= 0) {
            if (sizeBytes > Long.MAX_VALUE >> 4) {
                throw new MalformedResponse("bad chunk size: beyond 2^63");
            }
            sizeBytes = sizeBytes << 4 | digit;
            return withinSizeLine(State.SIZE);
        }
        if (character == '\r') {
            return State.SIZE_LF;
        }
        if (character == ';') {
            return State.EXTENSION;
        }
        if (Ascii.isBlank(character)) {
            return State.BLANK;
        }
        throw new MalformedResponse("bad chunk size: " + name(character) + " is not a hexadecimal digit");
    }

    private State withinSizeLine(State next) {
        if (lineBytes > MOST_SIZE_LINE_BYTES) {
            throw new MalformedResponse("chunk-size line longer than " + MOST_SIZE_LINE_BYTES + " bytes");
        }
        return next;
    }

    private State afterSize(State data) {
        lineBytes = 0;
        return sizeBytes > 0 ? data : State.TRAILER_START;
    }

    private State withinTrailers(State next) {
        if (lineBytes > mostTrailerBytes) {
            throw new MalformedResponse("trailers longer than " + mostTrailerBytes + " bytes");
        }
        return next;
    }

    private static State only(char expected, int character, State next) {
        if (character != expected) {
            throw new MalformedResponse("bad chunk: " + name(character) + " in the place of " + name(expected));
        }
        return next;
    }

    private static State textOrCr(int character, State text, State carriageReturn) {
        if (character == '\n') {
            throw new MalformedResponse("bad chunk: LF without CR");
        }
        return character == '\r' ? carriageReturn : text;
    }

    private static String name(int character) {
        if (character == '\r') {
            return "CR";
        }
        if (character == '\n') {
            return "LF";
        }
        return character > ' ' && character < 0x7f ? "'" + (char) character + "'" : String.format("0x%02x", character);
    }
}
