package dev.pushbench.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HeaderProfileTest {
    @Test
    void bothAreFoundByTheirNamesAndNothingElseIs() {
        assertThat(HeaderProfile.withName("minimal")).containsSame(HeaderProfile.MINIMAL);
        assertThat(HeaderProfile.withName("browser")).containsSame(HeaderProfile.BROWSER);
        assertThat(HeaderProfile.withName("Browser")).isEmpty();
    }

    @Test
    void theTextHasEachLineWithItsEnd() {
        assertThat(new HeaderProfile("own", List.of("A: b", "C: d")).text()).isEqualTo("A: b\r\nC: d\r\n");
        assertThat(HeaderProfile.MINIMAL.text()).isEmpty();
        assertThat(HeaderProfile.BROWSER.text()).hasSizeBetween(780, 900).endsWith("; consent=1\r\n");
    }

    @Test
    void aLineIsLeftOutByItsNameInAnyCase() {
        HeaderProfile all = new HeaderProfile("own", List.of("Connection: close", "X-Connection: a", "connection: b"));

        assertThat(all.without("connection")).isEqualTo(new HeaderProfile("own", List.of("X-Connection: a")));
    }

    @Test
    void whoeverGaveTheLinesCannotChangeThem() {
        List<String> lines = new ArrayList<>(List.of("A: b"));
        HeaderProfile profile = new HeaderProfile("own", lines);

        lines.set(0, "no header");

        assertThat(profile.lines()).containsExactly("A: b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no header", ": b", "A b: c", "A(: b", "é: b", "A: b\r\nC: d", ""})
    void whatIsNoHeaderIsRefused(String line) {
        assertThatThrownBy(() -> new HeaderProfile("own", List.of("A: b", line)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + line + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X9!#$%&'*+-.^_`|~: ", "a:b", "Empty:"})
    void whatIsAHeaderIsTaken(String line) {
        assertThat(new HeaderProfile("own", List.of(line)).lines()).containsExactly(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host: h", "content-length: 0", "Transfer-Encoding: chunked", "UPGRADE: websocket"})
    void whatTheRequestItselfSetsIsRefused(String line) {
        assertThatThrownBy(() -> new HeaderProfile("own", List.of(line)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("the request sets \\S+ itself: \"" + line + "\"");
    }
}
