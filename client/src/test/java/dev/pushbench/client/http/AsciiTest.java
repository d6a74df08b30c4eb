package dev.pushbench.client.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AsciiTest {
    @ParameterizedTest
    @CsvSource({
        "AZaz, azaz, true",
        "Keep-Alive, keep-alive, true",
        "close, closf, false",
        "aloes, close, false",
        "clos, close, false",
        "closed, close, false",
        // 32 below a brace, a bar and an accent are characters that are no letters.
        "[, {, false",
        "@, `, false"
    })
    void onlyLettersAreTheSameInBothCases(String text, String lowerCase, boolean same) {
        ByteBuffer within = buffer("~~" + text + "~~");

        assertThat(Ascii.equalsIgnoringCase(within, 2, 2 + text.length(), lowerCase.getBytes(ISO_8859_1)))
                .isEqualTo(same);
    }

    @Test
    void whatIsNotVisibleIsQuotedByItsNumber() {
        String text = " ~\"\\\u001f\u007f\u0080\u00ff";

        assertThat(Ascii.quote(buffer(text), 0, text.length())).isEqualTo("\" ~\\\"\\\\\\x1f\\x7f\\x80\\xff\"");
    }

    private static ByteBuffer buffer(String text) {
        return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
    }
}
