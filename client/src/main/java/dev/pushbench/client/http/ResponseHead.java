package dev.pushbench.client.http;

import dev.pushbench.protocol.Routes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What the lines of a response's head say about its body and its connection (RFC 9112, sections 4 to 6 and 9.3). Lines
 * are given without their line end. Reused from response to response.
 */
final class ResponseHead {
    private static final byte[] VERSION_START = lowerCase("http/1.");
    private static final int STATUS_OFFSET = VERSION_START.length + 2;

    private static final byte[] CONTENT_LENGTH = lowerCase("Content-Length");
    private static final byte[] TRANSFER_ENCODING = lowerCase("Transfer-Encoding");
    private static final byte[] CONNECTION = lowerCase("Connection");
    private static final byte[] CURSOR = lowerCase(Routes.CURSOR_HEADER);
    private static final byte[] RETRY_AFTER = lowerCase("Retry-After");
    private static final byte[] CHUNKED = lowerCase("chunked");
    private static final byte[] CLOSE = lowerCase("close");
    private static final byte[] KEEP_ALIVE = lowerCase("keep-alive");

    private int status;
    private boolean http10;
    private boolean close;
    private boolean keepAlive;
    private boolean chunked;
    private long contentLength;
    private long cursor;
    private long retryAfterSeconds;

    ResponseHead() {
        clear();
    }

    void clear() {
        status = 0;
        http10 = false;
        close = false;
        keepAlive = false;
        chunked = false;
        contentLength = -1;
        cursor = -1;
        retryAfterSeconds = -1;
    }

    void line(ByteBuffer text, int from, int to) {
        requirePrintable(text, from, to);
        if (status == 0) {
            statusLine(text, from, to);
        } else {
            field(text, from, to);
        }
    }

    /** Checks what only the whole head can tell. */
    void end() {
        if (status == 0) {
            throw new MalformedResponse("head without a status line");
        }
        if (chunked && http10) {
            throw new MalformedResponse("Transfer-Encoding in an HTTP/1.0 response");
        }
        if (chunked && contentLength >= 0) {
            throw new MalformedResponse("both Transfer-Encoding and Content-Length");
        }
    }

    int status() {
        return status;
    }

    boolean isInterim() {
        return status < 200 && status != 101;
    }

    /** Whether the response ends with its head, whatever its fields say. */
    boolean isBodiless() {
        return status < 200 || status == 204 || status == 304;
    }

    boolean isChunked() {
        return chunked;
    }

    /** Bytes of the body, or -1 where no field says. */
    long contentLength() {
        return contentLength;
    }

    boolean keepsAlive() {
        return !close && (!http10 || keepAlive);
    }

    /** The room's last sequence number, or -1 where no field says. */
    long cursor() {
        return cursor;
    }

    /** When to ask again (RFC 9110, section 10.2.3); -1 where no field says, or one names a date. */
    long retryAfterSeconds() {
        return retryAfterSeconds;
    }

    private void statusLine(ByteBuffer text, int from, int to) {
        if (to - from < STATUS_OFFSET + 4
                || !Ascii.equalsIgnoringCase(text, from, from + VERSION_START.length, VERSION_START)
                || text.get(from) != 'H'
                || text.get(from + STATUS_OFFSET - 1) != ' '
                || text.get(from + STATUS_OFFSET + 3) != ' ') {
            throw new MalformedResponse("bad status line: " + Ascii.quote(text, from, to));
        }
        int minor = text.get(from + VERSION_START.length) - '0';
        long code = Ascii.decimal(text, from + STATUS_OFFSET, from + STATUS_OFFSET + 3);
        if (minor < 0 || minor > 9 || code < 100 || code > 599) {
            throw new MalformedResponse("bad status line: " + Ascii.quote(text, from, to));
        }
        http10 = minor == 0;
        status = (int) code;
    }

    private void field(ByteBuffer text, int from, int to) {
        int colon = from;
        while (colon < to && isToken(text.get(colon))) {
            colon++;
        }
        if (colon == from || colon == to || text.get(colon) != ':') {
            throw new MalformedResponse("bad header line: " + Ascii.quote(text, from, to));
        }
        int start = colon + 1;
        int end = to;
        while (start < end && Ascii.isBlank(text.get(start))) {
            start++;
        }
        while (start < end && Ascii.isBlank(text.get(end - 1))) {
            end--;
        }
        if (Ascii.equalsIgnoringCase(text, from, colon, CONTENT_LENGTH)) {
            contentLength(text, start, end);
        } else if (Ascii.equalsIgnoringCase(text, from, colon, TRANSFER_ENCODING)) {
            transferEncoding(text, start, end);
        } else if (Ascii.equalsIgnoringCase(text, from, colon, CONNECTION)) {
            connection(text, start, end);
        } else if (Ascii.equalsIgnoringCase(text, from, colon, CURSOR)) {
            cursor = number(Routes.CURSOR_HEADER, text, start, end);
        } else if (Ascii.equalsIgnoringCase(text, from, colon, RETRY_AFTER)) {
            retryAfterSeconds = Ascii.decimal(text, start, end);
        }
    }

    private void contentLength(ByteBuffer text, int from, int to) {
        long value = number("Content-Length", text, from, to);
        if (contentLength >= 0 && contentLength != value) {
            throw new MalformedResponse("two Content-Lengths: " + contentLength + " and " + value);
        }
        contentLength = value;
    }

    private void transferEncoding(ByteBuffer text, int from, int to) {
        if (chunked || !Ascii.equalsIgnoringCase(text, from, to, CHUNKED)) {
            throw new MalformedResponse("Transfer-Encoding must be chunked, once: " + Ascii.quote(text, from, to));
        }
        chunked = true;
    }

    private void connection(ByteBuffer text, int from, int to) {
        int start = from;
        while (start < to) {
            int end = start;
            while (end < to && text.get(end) != ',') {
                end++;
            }
            int next = end + 1;
            while (start < end && Ascii.isBlank(text.get(start))) {
                start++;
            }
            while (start < end && Ascii.isBlank(text.get(end - 1))) {
                end--;
            }
            close |= Ascii.equalsIgnoringCase(text, start, end, CLOSE);
            keepAlive |= Ascii.equalsIgnoringCase(text, start, end, KEEP_ALIVE);
            start = next;
        }
    }

    private static long number(String name, ByteBuffer text, int from, int to) {
        long number = Ascii.decimal(text, from, to);
        if (number < 0) {
            throw new MalformedResponse("bad " + name + ": " + Ascii.quote(text, from, to));
        }
        return number;
    }

    /** Refuses control characters, a lone CR among them (RFC 9112, section 2.2; RFC 9110, section 5.5). */
    private static void requirePrintable(ByteBuffer text, int from, int to) {
        for (int i = from; i < to; i++) {
            int character = text.get(i) & 0xff;
            if ((character < ' ' && character != '\t') || character == 0x7f) {
                throw new MalformedResponse("control character in a head line: " + Ascii.quote(text, from, to));
            }
        }
    }

    /** RFC 9110, section 5.6.2. */
    private static boolean isToken(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || (character > 0 && "!#$%&'*+-.^_`|~".indexOf(character) >= 0);
    }

    private static byte[] lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
    }
}
