package dev.pushbench.bench.jmh;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.protocol.EventFormat;
import java.nio.ByteBuffer;
import org.java_websocket.framing.Framedata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each benchmark called as it stands, twice where it goes on from what it did: that it does what its name says. */
@Timeout(60)
final class BenchmarksTest {
    private static final String EVENT = new String(Specimen.event(), US_ASCII);
    private static final int FRAME_HEADER_BYTES = 4;

    @Test
    void anEventIsEncodedAndRead() {
        EventBenchmark benchmark = new EventBenchmark();
        benchmark.encode();
        byte[] second = benchmark.encode();

        assertThat(second).hasSize(128);
        assertThat(EventFormat.seq(ByteBuffer.wrap(second), 0)).isEqualTo(2);
        assertThat(benchmark.read()).isEqualTo(Specimen.SEQ + Specimen.DUE_NANOS);
    }

    @Test
    void framingsHoldTheEvent() {
        FramingBenchmark benchmark = new FramingBenchmark();

        assertThat(text(benchmark.line())).isEqualTo(EVENT + "\n");
        assertThat(text(benchmark.chunk())).isEqualTo("81\r\n" + EVENT + "\n\r\n");
        assertThat(text(benchmark.sse())).isEqualTo("91\r\nid: 4242\ndata: " + EVENT + "\n\n\r\n");
        assertThat(text(benchmark.webSocket())).endsWith(EVENT).hasSize(FRAME_HEADER_BYTES + EVENT.length());
    }

    @Test
    void theLibraryMakesTheSameFrameAsWe() {
        FramingBenchmark benchmark = new FramingBenchmark();

        assertThat(benchmark.webSocketByJavaWebSocket()).isEqualTo(ByteBuffer.wrap(benchmark.webSocket()));
        assertThat(benchmark.webSocketByJavaWebSocket()).isEqualTo(ByteBuffer.wrap(benchmark.webSocket()));
    }

    @Test
    void responsesAreReadToTheirEvents() {
        ResponseBenchmark benchmark = new ResponseBenchmark();

        assertThat(benchmark.pollAnswer()).isEqualTo(1);
        assertThat(benchmark.pollAnswer()).isEqualTo(2);
        assertThat(benchmark.streamChunk()).isEqualTo(1);
        assertThat(benchmark.streamChunk()).isEqualTo(2);
    }

    @Test
    void blocksAreReadToTheirEvents() {
        SseBenchmark benchmark = new SseBenchmark();

        assertThat(benchmark.block()).isEqualTo(1);
        assertThat(benchmark.block()).isEqualTo(2);
    }

    @Test
    void bothReadersOfAFrameFindTheEvent() throws Exception {
        FrameBenchmark benchmark = new FrameBenchmark();

        assertThat(benchmark.read()).isEqualTo(128);
        assertThat(benchmark.read()).isEqualTo(256);
        for (int i = 0; i < 2; i++) {
            assertThat(benchmark.readByJavaWebSocket())
                    .singleElement()
                    .extracting(Framedata::getPayloadData)
                    .isEqualTo(ByteBuffer.wrap(Specimen.event()));
        }
    }

    @Test
    void bothParsersOfAMaskedFrameFindThePublication() throws Exception {
        byte[] publication = EventFormat.publication(Specimen.DUE_NANOS, Specimen.data());
        MaskedFrameBenchmark benchmark = new MaskedFrameBenchmark();

        assertThat(benchmark.makeByJavaWebSocket().remaining()).isEqualTo(2 + 4 + publication.length);
        assertThat(benchmark.makeByJavaWebSocket().remaining()).isEqualTo(2 + 4 + publication.length);
        assertThat(benchmark.parse()).isEqualTo(publication.length);
        assertThat(benchmark.parse()).isEqualTo(2L * publication.length);
        for (int i = 0; i < 2; i++) {
            assertThat(benchmark.parseByJavaWebSocket())
                    .singleElement()
                    .extracting(Framedata::getPayloadData)
                    .isEqualTo(ByteBuffer.wrap(publication));
        }
    }

    @Test
    void aRoomIsAppendedToAndReadRoundAndRound() {
        RoomBenchmark benchmark = new RoomBenchmark();

        assertThat(benchmark.append()).isEqualTo(RoomBenchmark.RETAINED + 1);
        assertThat(benchmark.append()).isEqualTo(RoomBenchmark.RETAINED + 2);
        for (int i = 0; i < RoomBenchmark.RETAINED + 1; i++) {
            assertThat(benchmark.read()).isEqualTo(FRAME_HEADER_BYTES + 128);
        }
    }

    @Test
    void anAppendReachesAThousandReaders() {
        FanOutBenchmark benchmark = new FanOutBenchmark();

        assertThat(benchmark.toThousandReaders()).isEqualTo(1_000L * (FRAME_HEADER_BYTES + 128));
        assertThat(benchmark.toThousandReaders()).isEqualTo(2_000L * (FRAME_HEADER_BYTES + 128));
        assertThat(benchmark.deliveries()).isEqualTo(2_000);
    }

    @Test
    void everyDeliveryIsWrittenDown() {
        LedgerBenchmark benchmark = new LedgerBenchmark();

        assertThat(benchmark.delivery()).isEqualTo(1);
        assertThat(benchmark.delivery()).isEqualTo(2);
    }

    @Test
    void anEventGoesRoundToAllUsersAndThenTheNext() throws Exception {
        ClosedLoopFanOutBenchmark benchmark = new ClosedLoopFanOutBenchmark();
        benchmark.technique = "long-polling";
        benchmark.users = 3;
        benchmark.connect();
        try {
            assertThat(benchmark.toAll()).isPositive();
            assertThat(benchmark.toAll()).isPositive();
        } finally {
            benchmark.disconnect(); // fails where one user has not exactly these two
        }
    }

    @Test
    void theGuardTakesWholePolls() {
        RequestBenchmark benchmark = new RequestBenchmark();

        for (int i = 0; i < 2; i++) {
            assertThat(benchmark.scanMinimal()).isEqualTo(RequestBenchmark.minimal().length);
            assertThat(benchmark.scanBrowser()).isEqualTo(RequestBenchmark.browser().length);
        }
        assertThat(text(RequestBenchmark.minimal())).endsWith("\r\n\r\n").hasSizeBetween(60, 100);
        assertThat(text(RequestBenchmark.browser())).endsWith("\r\n\r\n").hasSizeBetween(850, 950);
    }

    @Test
    void everyPollIsAnsweredWithTheEvent() throws Exception {
        ClosedLoopRequestBenchmark benchmark = new ClosedLoopRequestBenchmark();
        benchmark.headers = "browser";
        benchmark.connect();
        try {
            int answers = benchmark.poll();
            assertThat(answers % ClosedLoopRequestBenchmark.CONNECTIONS).isZero();
            assertThat(answers / ClosedLoopRequestBenchmark.CONNECTIONS).isBetween(EVENT.length() + 100, 400);
            assertThat(benchmark.poll()).isEqualTo(answers);
        } finally {
            benchmark.disconnect();
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }
}
