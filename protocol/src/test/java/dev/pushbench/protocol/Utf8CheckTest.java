package dev.pushbench.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class Utf8CheckTest {
    private final Utf8Check check = new Utf8Check();

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "eight 8s and more than that", "ä", "κόσμε", "€", "\uFFFF", "😀", "a😀b", "\uDBFF\uDFFF"
            })
    void textIsAcceptedHoweverItIsCut(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        for (int cut = 0; cut <= bytes.length; cut++) {
            check.reset();
            assertThat(check.accepts(bytes, 0, cut)).isTrue();
            assertThat(check.accepts(ByteBuffer.wrap(bytes), cut, bytes.length)).isTrue();
            assertThat(check.isComplete()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "lone continuation, 6180, 2",
        "overlong slash, C0AF, 1",
        "overlong in three, E08080, 2",
        "overlong in four, F0808080, 2",
        "surrogate, EDA080, 2",
        "beyond Unicode, F4908080, 2",
        "five bytes, F8808080, 1",
        "cut short, E28261, 3",
        "behind eight, 6161616161616161FF, 9"
    })
    void whatCannotBecomeTextIsRefusedAtItsFirstWrongByte(String what, String hex, int refusedAt) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThat(check.accepts(bytes, 0, refusedAt - 1)).as(what).isTrue();
        assertThat(check.accepts(bytes, refusedAt - 1, refusedAt)).as(what).isFalse();
        assertThat(new Utf8Check().accepts(bytes, 0, bytes.length)).as(what).isFalse();
        assertThat(new Utf8Check().accepts(ByteBuffer.wrap(bytes), 0, bytes.length))
                .as(what)
                .isFalse();
    }

    @Test
    void anEndInsideACharacterIsNoEnd() {
        byte[] euro = "€".getBytes(UTF_8);
        assertThat(check.accepts(euro, 0, 2)).isTrue();
        assertThat(check.isComplete()).isFalse();
        assertThat(check.accepts(euro, 2, 3)).isTrue();
        assertThat(check.isComplete()).isTrue();
    }

    @Test
    void itAgreesWithTheDecoderOfThePlatform() {
        Random random = new Random(3629);
        byte[] odd = {
            0x41, (byte) 0x80, (byte) 0xBF, (byte) 0xC2, (byte) 0xE0, (byte) 0xED, (byte) 0xF0, (byte) 0xF4, (byte) 0xA0
        };
        for (int round = 0; round < 200_000; round++) {
            byte[] bytes = new byte[1 + random.nextInt(12)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = odd[random.nextInt(odd.length)];
            }
            check.reset();
            boolean accepted = check.accepts(bytes, 0, bytes.length) && check.isComplete();
            assertThat(accepted).as(() -> HexFormat.of().formatHex(bytes)).isEqualTo(decodes(bytes));
        }
    }

    private static boolean decodes(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
