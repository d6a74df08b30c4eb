package dev.pushbench.server.guard;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Follows the requests of one connection byte by byte, and stops at the first byte that RFC 9112 does not allow there, or that is
 * one too many. Stricter than a server has to be: whatever two readers could take for two different requests (section 11.2) is
 * refused, bare line feeds, folded lines and blanks before a colon among them; so is an empty line before a request, which Undertow
 * does not skip. Allocates nothing; for one thread. Lines that are whole and ordinary are taken at once ({@link WholeLine}), which changes
 * the cost and no verdict.
 *
 * <pre>
 *   METHOD ─▶ TARGET ─▶ VERSION ─▶ LINE ⇄ NAME ─▶ VALUE
 *     ▲                                      │ empty line
 *     ├──────────────── no body ─────────────┤
 *     ├──────────────── BODY ◀───────────────┤
 *     └─ LINE (trailers) ◀─ CHUNK_SIZE ⇄ CHUNK
 * </pre>
 */
public final class RequestScanner {
    /** RFC 9112, section 3: servers should take 8,000 at least. */
    static final int MOST_TARGET_BYTES = 8_000;

    static final int MOST_FIELDS = 100;

    private static final int MOST_METHOD_BYTES = 32;
    private static final int MOST_CHUNK_DIGITS = 8;
    private static final int MOST_CHUNK_LINE_BYTES = 256;
    private static final int MOST_LENGTH_DIGITS = 18;

    private static final int METHOD = 1;
    private static final int TARGET = 2;
    private static final int VERSION = 3;
    private static final int LINE_FEED = 4;
    private static final int LINE = 5;
    private static final int NAME = 6;
    private static final int VALUE = 7;
    private static final int LAST_LINE_FEED = 8;
    private static final int BODY = 9;
    private static final int CHUNK_SIZE = 10;
    private static final int CHUNK_EXTENSION = 11;
    private static final int CHUNK_LINE_FEED = 12;
    private static final int CHUNK = 13;
    private static final int CHUNK_END = 14;
    private static final int CHUNK_END_LINE_FEED = 15;
    private static final int BROKEN = 16;

    private static final byte[] GET = ascii("GET");
    private static final byte[] VERSION_START = ascii("HTTP/1.");
    private static final byte[] CHUNKED = ascii("chunked");
    private static final byte[] CONTENT_LENGTH = ascii("content-length");
    private static final byte[] TRANSFER_ENCODING = ascii("transfer-encoding");
    private static final byte[] HOST = ascii("host");
    private static final byte[] UPGRADE = ascii("upgrade");
    private static final byte[] NO_FIELD = {};

    private final int mostHeadBytes;
    private final long mostWireBytes;

    private int state = METHOD;
    private int requestStart;
    /** Bytes of the current head or trailers; of the body, once there is one. */
    private long bytes;
    /** Bytes of the part of a line that is being read. */
    private int partBytes;

    private boolean isGet;
    private boolean isHttp10;
    private boolean inTrailers;
    private int fields;
    private int hosts;
    private boolean chunked;
    private boolean namesUpgrade;
    private boolean upgradeAsked;
    /** Of the body, or -1 where none was told. */
    private long length;

    private long left;
    /** The field whose name is, or may become, the current line's. */
    private byte[] field = NO_FIELD;

    private int digits;
    private boolean valueEnded;

    private int status;
    private String reason = "";

    /** @param mostWireBytes of a body as it comes, chunk lines and all; more of one that was refused is not even thrown away */
    public RequestScanner(int mostHeadBytes, long mostWireBytes) {
        this.mostHeadBytes = mostHeadBytes;
        this.mostWireBytes = mostWireBytes;
        begin(0);
    }

    /**
     * Follows the bytes by index; returns the index of the first that must not be passed on: {@code to} where all may be. Else
     * it {@link #isBroken}, or a head that asks for an upgrade has just ended, and what follows may be another protocol.
     */
    public int scan(ByteBuffer in, int from, int to) {
        requestStart = bytes == 0 && state == METHOD ? from : -1;
        upgradeAsked = false;
        int i = from;
        while (i < to && state != BROKEN && !upgradeAsked) {
            i = switch (state) {
                case BODY, CHUNK -> body(i, to);
                case VALUE -> value(in, i, to);
                case METHOD, LINE -> lines(in, i, to);
                default -> step(in, i);
            };
        }
        return state == BROKEN ? i - 1 : i;
    }

    /** Where the current request began in what was scanned last; -1 where it began before. */
    int requestStart() {
        return requestStart;
    }

    /** Whether it knows nothing: no request has begun that is not over. */
    public boolean isBetweenRequests() {
        return state == METHOD && bytes == 0;
    }

    boolean isBroken() {
        return state == BROKEN;
    }

    /** Whether a head is whole and its body is not. */
    boolean isInBody() {
        return (state >= BODY && state < BROKEN) || inTrailers;
    }

    /** Bytes of the current body so far; 0 where none is being read. */
    long bodyBytes() {
        return isInBody() && !inTrailers ? bytes : 0;
    }

    int status() {
        return status;
    }

    String reason() {
        return reason;
    }

    private void begin(int at) {
        state = METHOD;
        requestStart = at;
        bytes = 0;
        partBytes = 0;
        isGet = true;
        isHttp10 = false;
        inTrailers = false;
        fields = 0;
        hosts = 0;
        chunked = false;
        namesUpgrade = false;
        length = -1;
    }

    /** Takes whole lines, if the head may have as many bytes; else one byte. */
    private int lines(ByteBuffer in, int from, int to) {
        int end = (int) Math.min(to, from + mostHeadBytes - bytes);
        int i = from;
        if (state == METHOD && bytes == 0) {
            i = WholeLine.get(in, from, end, MOST_TARGET_BYTES);
            state = i > from ? LINE : METHOD;
        }
        if (state == LINE) {
            i = fields(in, i, end);
        }
        bytes += i - from;
        return i > from ? i : step(in, i);
    }

    private int fields(ByteBuffer in, int from, int end) {
        int i = from;
        while (fields < MOST_FIELDS) {
            int next = WholeLine.field(in, i, end);
            if (next == i) {
                break;
            }
            fields++;
            i = next;
        }
        return i;
    }

    private int step(ByteBuffer in, int i) {
        int octet = in.get(i) & 0xFF;
        count();
        if (state == BROKEN) {
            return i + 1;
        }
        switch (state) {
            case METHOD -> method(octet);
            case TARGET -> target(octet);
            case VERSION -> version(octet);
            case LINE_FEED -> expect(octet, '\n', LINE);
            case LINE -> line(octet);
            case NAME -> name(octet);
            case LAST_LINE_FEED -> lastLineFeed(octet, i + 1);
            case CHUNK_SIZE -> chunkSize(octet);
            case CHUNK_EXTENSION -> chunkExtension(octet);
            case CHUNK_LINE_FEED -> chunkLineFeed(octet);
            case CHUNK_END -> expect(octet, '\r', CHUNK_END_LINE_FEED);
            case CHUNK_END_LINE_FEED -> {
                expect(octet, '\n', CHUNK_SIZE);
                digits = 0;
                partBytes = 0;
                left = 0;
            }
            default -> throw new IllegalStateException("no byte is looked at in state " + state);
        }
        return i + 1;
    }

    private void count() {
        bytes++;
        if (state < BODY && bytes > mostHeadBytes) {
            refuse(431, "a request's head has at most " + mostHeadBytes + " bytes");
        } else if (state >= BODY && bytes > mostWireBytes) {
            refuse(413, "a body has at most " + mostWireBytes + " bytes, chunk lines and all");
        }
    }

    private void method(int octet) {
        if (octet == ' ' && partBytes > 0) {
            isGet &= partBytes == GET.length;
            next(TARGET);
        } else if (!OctetRun.isToken(octet) || partBytes >= MOST_METHOD_BYTES) {
            bad("a request begins with its method");
        } else {
            isGet &= partBytes < GET.length && GET[partBytes] == octet;
            partBytes++;
        }
    }

    private void target(int octet) {
        if (octet == ' ' && partBytes > 0) {
            next(VERSION);
        } else if (partBytes == 0 && octet != '/' && octet != '*' && octet != 'h') {
            bad("a request's target begins with a slash"); // or is * or, to a proxy, http://…
        } else if (octet <= ' ' || octet >= 0x7F) {
            bad("a request's target has no blanks, and no characters beyond ASCII");
        } else if (++partBytes > MOST_TARGET_BYTES) {
            refuse(414, "a request's target has at most " + MOST_TARGET_BYTES + " bytes");
        }
    }

    private void version(int octet) {
        if (partBytes < VERSION_START.length) {
            if (octet != VERSION_START[partBytes++]) {
                refuse(partBytes > 5 ? 505 : 400, "the protocol is HTTP/1.1");
            }
        } else if (partBytes == VERSION_START.length) {
            isHttp10 = octet == '0';
            partBytes++;
            if (octet != '0' && octet != '1') {
                refuse(505, "the protocol is HTTP/1.1");
            }
        } else {
            expect(octet, '\r', LINE_FEED);
        }
    }

    private void line(int octet) {
        if (octet == '\r') {
            state = LAST_LINE_FEED;
        } else if (octet == ' ' || octet == '\t') {
            bad("a header line is not folded");
        } else if (++fields > MOST_FIELDS) {
            refuse(431, "a request has at most " + MOST_FIELDS + " header lines");
        } else {
            next(NAME);
            field = fieldOfInterest(octet);
            name(octet);
        }
    }

    /** Whether a field's name has the first letter and the length of one that has to be looked at. */
    static boolean mayBeOfInterest(int octet, int nameBytes) {
        return fieldOfInterest(octet).length == nameBytes;
    }

    private static byte[] fieldOfInterest(int octet) {
        return switch (octet | 0x20) {
            case 'c' -> CONTENT_LENGTH;
            case 't' -> TRANSFER_ENCODING;
            case 'h' -> HOST;
            case 'u' -> UPGRADE;
            default -> NO_FIELD;
        };
    }

    private void name(int octet) {
        if (octet == ':' && partBytes > 0) {
            field = partBytes == field.length && !inTrailers ? field : NO_FIELD;
            next(VALUE);
            beginValue();
        } else if (!OctetRun.isToken(octet)) {
            bad("a header's name is a token, and a colon follows it at once");
        } else {
            if (partBytes >= field.length || field[partBytes] != lower(octet)) {
                field = NO_FIELD;
            }
            partBytes++;
        }
    }

    private void beginValue() {
        valueEnded = false;
        digits = 0;
        if (field == HOST) {
            hosts++;
        } else if (field == CONTENT_LENGTH) {
            if (length >= 0) {
                bad("a body has one length");
            }
            length = 0;
        } else if (field == TRANSFER_ENCODING) {
            if (chunked) {
                bad("the only transfer coding is chunked");
            }
            chunked = true;
        }
    }

    /** Goes through the value of a header in one loop, since most of a head is that. */
    private int value(ByteBuffer in, int from, int to) {
        int end = (int) Math.min(to, from + (long) mostHeadBytes - bytes + 1);
        int i = field == CONTENT_LENGTH || field == TRANSFER_ENCODING ? from : OctetRun.textEnd(in, from, end);
        while (i < end) {
            int octet = in.get(i++) & 0xFF;
            if (octet == '\r') {
                bytes += i - from;
                endValue();
                return i;
            }
            if (isControl(octet)) {
                bad("a header's value has no control characters");
                return i;
            }
            if (field == CONTENT_LENGTH) {
                lengthDigit(octet);
            } else if (field == TRANSFER_ENCODING) {
                codingLetter(octet);
            }
            if (state == BROKEN) {
                return i;
            }
        }
        bytes += i - from;
        if (bytes > mostHeadBytes) {
            refuse(431, "a request's head has at most " + mostHeadBytes + " bytes");
        }
        return i;
    }

    private void lengthDigit(int octet) {
        if (octet == ' ' || octet == '\t') {
            valueEnded |= digits > 0;
        } else if (octet < '0' || octet > '9' || valueEnded || digits == MOST_LENGTH_DIGITS) {
            bad("a body's length is a decimal number");
        } else {
            digits++;
            length = 10 * length + octet - '0';
        }
    }

    private void codingLetter(int octet) {
        if (octet == ' ' || octet == '\t') {
            valueEnded |= digits > 0;
        } else if (valueEnded || digits == CHUNKED.length || CHUNKED[digits++] != lower(octet)) {
            bad("the only transfer coding is chunked");
        }
    }

    private void endValue() {
        state = LINE_FEED;
        if (field == CONTENT_LENGTH && digits == 0) {
            bad("a body's length is a decimal number");
        } else if (field == TRANSFER_ENCODING && digits < CHUNKED.length) {
            bad("the only transfer coding is chunked");
        }
        namesUpgrade |= field == UPGRADE;
    }

    private void lastLineFeed(int octet, int next) {
        expect(octet, '\n', METHOD);
        if (state == BROKEN) {
            return;
        }
        boolean asked = namesUpgrade && isGet;
        if (inTrailers || !hasBody()) {
            if (state != BROKEN) {
                begin(next);
                upgradeAsked = asked;
            }
        }
    }

    /** Goes on to the body of a head that is whole, where there is one. */
    private boolean hasBody() {
        if (hosts > 1 || (hosts == 0 && !isHttp10)) {
            bad("a request names its host, once");
        } else if (chunked && (length >= 0 || isHttp10)) {
            bad("a body has one length, and HTTP/1.0 no chunks");
        } else if (isGet && (chunked || length > 0)) {
            bad("a GET has no body");
        } else if (chunked) {
            next(CHUNK_SIZE);
            bytes = 0;
            digits = 0;
            left = 0;
            return true;
        } else if (length > 0) {
            next(BODY);
            bytes = 0;
            left = length;
            return true;
        }
        return false;
    }

    private int body(int from, int to) {
        int taken = (int) Math.min(left, to - from);
        left -= taken;
        bytes += taken;
        if (bytes > mostWireBytes) {
            refuse(413, "a body has at most " + mostWireBytes + " bytes");
            return from + taken - (int) (bytes - mostWireBytes) + 1;
        } else if (left == 0 && state == CHUNK) {
            state = CHUNK_END;
        } else if (left == 0) {
            begin(from + taken);
        }
        return from + taken;
    }

    private void chunkSize(int octet) {
        int digit = Character.digit(octet, 16);
        if (digit >= 0) {
            left = 16 * left + digit;
            if (++digits > MOST_CHUNK_DIGITS) {
                bad("a chunk's size has at most " + MOST_CHUNK_DIGITS + " digits");
            }
        } else if (digits > 0 && octet == '\r') {
            state = CHUNK_LINE_FEED;
        } else if (digits > 0 && octet == ';') {
            state = CHUNK_EXTENSION;
        } else {
            bad("a chunk begins with its size, a hexadecimal number");
        }
    }

    private void chunkExtension(int octet) {
        if (octet == '\r') {
            state = CHUNK_LINE_FEED;
        } else if (isControl(octet) || ++partBytes > MOST_CHUNK_LINE_BYTES) {
            bad("a chunk's extension has at most " + MOST_CHUNK_LINE_BYTES + " bytes, and no control characters");
        }
    }

    private void chunkLineFeed(int octet) {
        if (left > 0) {
            expect(octet, '\n', CHUNK);
        } else {
            expect(octet, '\n', LINE);
            inTrailers = true;
            fields = 0;
            bytes = 0;
        }
    }

    private void expect(int octet, int expected, int then) {
        if (octet == expected && state != BROKEN) {
            state = then;
        } else {
            bad("a line ends in CR LF");
        }
    }

    private void next(int part) {
        if (state != BROKEN) {
            state = part;
            partBytes = 0;
        }
    }

    private void bad(String why) {
        refuse(400, why);
    }

    /** The first reason counts. */
    private void refuse(int refusedWith, String why) {
        if (state != BROKEN) {
            state = BROKEN;
            status = refusedWith;
            reason = why;
        }
    }

    private static boolean isControl(int octet) {
        return (octet < ' ' && octet != '\t') || octet == 0x7F;
    }

    private static int lower(int octet) {
        return octet >= 'A' && octet <= 'Z' ? octet | 0x20 : octet;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
