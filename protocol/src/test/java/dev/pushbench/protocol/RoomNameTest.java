package dev.pushbench.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RoomNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "room-1", "A.b_c~d", "0", "azAZ09", "z", "Z", "9"})
    void unreservedCharactersMakeAName(String text) {
        assertThat(new RoomName(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "`", "{", "@", "[", ":", "a b", "a/b", "../etc", "ä", "a?b", "a%20b", "a\nb"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> new RoomName(text)).hasMessageContaining("1 to 64 letters");
    }

    @Test
    void lengthIsBounded() {
        assertThat(new RoomName("x".repeat(64)).text()).hasSize(64);
        assertThatThrownBy(() -> new RoomName("x".repeat(65))).isInstanceOf(IllegalArgumentException.class);
    }
}
