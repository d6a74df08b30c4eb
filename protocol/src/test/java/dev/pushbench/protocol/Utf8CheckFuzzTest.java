package dev.pushbench.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Timeout;

final class Utf8CheckFuzzTest {
    @Timeout(10)
    @FuzzTest
    void theSameIsTextAsForTheDecoderHoweverItIsCut(byte[] bytes) {
        boolean isText = isText(bytes);
        assertThat(isAcceptedWhole(bytes)).isEqualTo(isText);
        for (int pieceBytes = 1; pieceBytes <= 9; pieceBytes += 4) {
            assertThat(isAcceptedInPieces(bytes, pieceBytes)).isEqualTo(isText);
        }
    }

    private static boolean isText(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException none) {
            return false;
        }
    }

    private static boolean isAcceptedWhole(byte[] bytes) {
        Utf8Check check = new Utf8Check();
        return check.accepts(ByteBuffer.wrap(bytes), 0, bytes.length) && check.isComplete();
    }

    private static boolean isAcceptedInPieces(byte[] bytes, int pieceBytes) {
        Utf8Check check = new Utf8Check();
        for (int from = 0; from < bytes.length; from += pieceBytes) {
            if (!check.accepts(bytes, from, Math.min(bytes.length, from + pieceBytes))) {
                return false;
            }
        }
        return check.isComplete();
    }
}
