package dev.pushbench.server.tls;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The few values of ASN.1 that a certificate is made of, in their distinguished encoding (ITU-T X.690). */
final class Der {
    private static final int BOOLEAN = 0x01;
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int NULL = 0x05;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int UTC_TIME = 0x17;
    private static final int SEQUENCE = 0x30;
    private static final int IN_CONTEXT = 0x80;
    private static final int CONSTRUCTED = 0x20;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Der() {}

    static byte[] sequence(byte[]... parts) {
        return value(SEQUENCE, joined(parts));
    }

    static byte[] integer(long number) {
        return value(INTEGER, BigInteger.valueOf(number).toByteArray());
    }

    static byte[] yes() {
        return value(BOOLEAN, new byte[] {(byte) 0xFF});
    }

    static byte[] nothing() {
        return value(NULL, new byte[0]);
    }

    static byte[] octets(byte[] bytes) {
        return value(OCTET_STRING, bytes);
    }

    /** Whole bytes, of whose last {@code unused} bits mean nothing. */
    static byte[] bits(int unused, byte[] bytes) {
        return value(BIT_STRING, joined(new byte[] {(byte) unused}, bytes));
    }

    /** An instant before 2050 (RFC 5280, section 4.1.2.5). */
    static byte[] time(Instant instant) {
        return value(UTC_TIME, TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    /** The first two arcs share a byte, each later one is a number in base 128. */
    static byte[] identifier(int... arcs) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.write(40 * arcs[0] + arcs[1]);
        for (int i = 2; i < arcs.length; i++) {
            for (int shift = 28; shift > 0; shift -= 7) {
                if (arcs[i] >> shift != 0) {
                    content.write(0x80 | (arcs[i] >> shift & 0x7F));
                }
            }
            content.write(arcs[i] & 0x7F);
        }
        return value(OBJECT_IDENTIFIER, content.toByteArray());
    }

    /** A value whose type its place tells: {@code [number]}, its content as it is. */
    static byte[] tagged(int number, byte[] content) {
        return value(IN_CONTEXT | number, content);
    }

    /** {@code [number]} around a whole value. */
    static byte[] wrapped(int number, byte[] whole) {
        return value(IN_CONTEXT | CONSTRUCTED | number, whole);
    }

    private static byte[] value(int tag, byte[] content) {
        ByteArrayOutputStream value = new ByteArrayOutputStream(content.length + 6);
        value.write(tag);
        byte[] length = BigInteger.valueOf(content.length).toByteArray();
        if (content.length < 0x80) {
            value.write(content.length);
        } else {
            int sign = length[0] == 0 ? 1 : 0;
            value.write(0x80 | length.length - sign);
            value.write(length, sign, length.length - sign);
        }
        value.writeBytes(content);
        return value.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
