package dev.pushbench.client.http;

import java.nio.ByteBuffer;

/** ASCII text that is looked at where it lies. Ranges are {@code from} to before {@code to}. */
final class Ascii {
    private Ascii() {}

    /** Whether the range is {@code lowerCase}, in any case. */
    static boolean equalsIgnoringCase(ByteBuffer text, int from, int to, byte[] lowerCase) {
        if (to - from != lowerCase.length) {
            return false;
        }
        for (int i = 0; i < lowerCase.length; i++) {
            int character = text.get(from + i);
            if (character >= 'A' && character <= 'Z') {
                character += 'a' - 'A';
            }
            if (character != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    /** The number that the range's digits make, or -1 where it is empty, not digits, or beyond a {@code long}. */
    static long decimal(ByteBuffer text, int from, int to) {
        if (from == to) {
            return -1;
        }
        long number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.get(i) - '0';
            if (digit < 0 || digit > 9 || number > (Long.MAX_VALUE - digit) / 10) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    static boolean isBlank(int character) {
        return character == ' ' || character == '\t';
    }

    /** The range's first 60 bytes in quotes, safe to print on one line. */
    static String quote(ByteBuffer text, int from, int to) {
        int end = Math.min(to, from + 60);
        StringBuilder quoted = new StringBuilder(end - from + 2).append('"');
        for (int i = from; i < end; i++) {
            int character = text.get(i) & 0xff;
            if (character == '"' || character == '\\') {
                quoted.append('\\').append((char) character);
            } else if (character >= ' ' && character < 0x7f) {
                quoted.append((char) character);
            } else {
                quoted.append(String.format("\\x%02x", character));
            }
        }
        return quoted.append('"').toString();
    }
}
