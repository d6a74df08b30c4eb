package dev.pushbench.client.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class UpstreamTest {
    @Test
    void whatSeveralLoopsSentIsAddedUpEachByItself() {
        Upstream one = new Upstream(new WireBytes(1, 0, 0, 0, 0, 0), new WireBytes(0, 2, 0, 0, 0, 0), 3, 4, 5);
        Upstream other = new Upstream(new WireBytes(10, 0, 0, 0, 0, 0), new WireBytes(0, 20, 0, 0, 0, 0), 30, 40, 50);

        assertThat(one.plus(other))
                .isEqualTo(
                        new Upstream(new WireBytes(11, 0, 0, 0, 0, 0), new WireBytes(0, 22, 0, 0, 0, 0), 33, 44, 55));
    }
}
