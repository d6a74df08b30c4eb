package dev.pushbench.client.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrafficTest {
    /** Packets are counted by hand: segments down + segments up + bare acknowledgements + opening and closing. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                // what | bytes up | bytes down | writes | reads | replies written | connections | packets
                "nothing                                    |    0 |       0 |  0 |  0 |  0 | 0 | 0 + 0 + 0 + 0",
                "a connection that was never used           |    0 |       0 |  0 |  0 |  0 | 1 | 0 + 0 + 0 + 7",
                "an upgrade, its answer, ten pushed events  |  200 |   1_430 |  1 | 11 |  0 | 1 | 11 + 1 + 11 + 7",
                "ten long polls, each written on the answer |  770 |   2_550 | 11 | 10 | 10 | 1 | 10 + 11 + 0 + 7",
                "five polls, each with a connection         |  400 |   1_200 |  5 |  5 |  0 | 5 | 5 + 5 + 5 + 35",
                "a read of just two segments                |  100 |   2_896 |  1 |  1 |  0 | 1 | 2 + 1 + 1 + 7",
                "a read that does not fill a second one     |  100 |   2_895 |  1 |  1 |  0 | 1 | 1 + 1 + 1 + 7",
                "big reads: 100 segments in three           |  100 | 144_800 |  1 |  3 |  0 | 1 | 100 + 1 + 3 + 7",
                "big writes: 10 segments in two             | 14_480 |    100 |  2 |  1 |  1 | 1 | 1 + 10 + 0 + 7",
            })
    void packetHeadersAreFiftyTwoBytesForEachPacketOfTheModel(
            String what,
            String bytesUp,
            String bytesDown,
            long writes,
            long reads,
            long repliesWritten,
            long connections,
            String packets) {
        Traffic traffic = new Traffic(bytes(bytesUp), bytes(bytesDown), 1, 0, writes, reads, repliesWritten);

        long sum = 0;
        for (String part : packets.split(" \\+ ", -1)) {
            sum += Long.parseLong(part);
        }
        assertThat(traffic.modelledPacketHeaderBytes(connections)).as(what).isEqualTo(52 * sum);
    }

    @Test
    void everyClassFillsSegments() {
        WireBytes down = new WireBytes(1_448, 1_448, 1_448, 1_448, 1_448, 1_448);

        assertThat(new Traffic(WireBytes.NONE, down, 0, 0, 0, 1, 1).modelledPacketHeaderBytes(0))
                .isEqualTo(52 * 6);
    }

    @Test
    void trafficOfTwoLoopsIsAddedFigureByFigure() {
        WireBytes up = new WireBytes(1, 2, 3, 4, 5, 6);
        WireBytes down = new WireBytes(10, 20, 30, 40, 50, 60);
        Traffic one = new Traffic(up, down, 1, 2, 3, 4, 5);
        Traffic other = new Traffic(down, up, 10, 20, 30, 40, 50);

        assertThat(one.plus(other)).isEqualTo(new Traffic(up.plus(down), up.plus(down), 11, 22, 33, 44, 55));
        assertThat(one.plus(Traffic.NONE)).isEqualTo(one);
    }

    @Test
    void whatCameSinceIsTheDifferenceOfEachFigure() {
        WireBytes up = new WireBytes(1, 2, 3, 4, 5, 6);
        WireBytes down = new WireBytes(10, 20, 30, 40, 50, 60);
        Traffic before = new Traffic(up, down, 1, 2, 3, 4, 5);
        Traffic between = new Traffic(down, up, 60, 70, 80, 90, 100);

        assertThat(before.plus(between).since(before)).isEqualTo(between);
    }

    private static WireBytes bytes(String payload) {
        return new WireBytes(Long.parseLong(payload.replace("_", "")), 0, 0, 0, 0, 0);
    }
}
