package dev.pushbench.bench.report.chart;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** SVG while it is written: elements that are closed in order, texts and attributes that are escaped. */
final class Svg {
    private final StringBuilder xml = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /**
     * Begins an element.
     *
     * @param attributes name and value by turns; numbers are shortened to a tenth
     */
    Svg open(String element, Object... attributes) {
        begin(element, attributes);
        xml.append('>');
        open.push(element);
        return this;
    }

    Svg close() {
        xml.append("</").append(open.pop()).append('>');
        return this;
    }

    /** An element without content. */
    Svg empty(String element, Object... attributes) {
        begin(element, attributes);
        xml.append("/>");
        return this;
    }

    /** An element that holds nothing but a text. */
    Svg leaf(String element, String text, Object... attributes) {
        open(element, attributes);
        xml.append(escaped(text));
        return close();
    }

    /** The whole picture. */
    String xml() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("not closed: " + open);
        }
        return xml.toString();
    }

    private void begin(String element, Object... attributes) {
        xml.append('<').append(element);
        for (int index = 0; index < attributes.length; index += 2) {
            xml.append(' ').append(attributes[index]).append("=\"");
            Object value = attributes[index + 1];
            xml.append(value instanceof Double number ? tenths(number) : escaped(value.toString()));
            xml.append('"');
        }
    }

    /** A coordinate: finer than a tenth nobody sees. */
    static String tenths(double number) {
        long tenths = Math.round(number * 10);
        return tenths % 10 == 0
                ? Long.toString(tenths / 10)
                : String.format(
                        Locale.ROOT, "%s%d.%d", tenths < 0 ? "-" : "", Math.abs(tenths) / 10, Math.abs(tenths) % 10);
    }

    /** For text and for attributes in double quotes. What XML 1.0 cannot carry at all becomes U+FFFD. */
    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\n', '\r', '\t' -> safe.append(' ');
                default -> safe.appendCodePoint(isCharacter(point) ? point : 0xFFFD);
            }
        });
        return safe.toString();
    }

    /** XML 1.0, production 2. */
    private static boolean isCharacter(int point) {
        return (point >= 0x20 && point < 0xD800) || (point >= 0xE000 && point != 0xFFFE && point != 0xFFFF);
    }
}
