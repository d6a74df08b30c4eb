package dev.pushbench.client.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.junit.jupiter.api.Test;

final class PackedHistogramTest {
    private static final int FEW_KILOBYTES = 8 * 1024;

    @Test
    void nothingIsLost() {
        Histogram histogram = new Histogram(Meter.SIGNIFICANT_DIGITS);
        histogram.recordValue(0);
        histogram.recordValueWithCount(1_234_567, 9_900);
        histogram.recordValue(3_600_000_000_000L);

        PackedHistogram packed = PackedHistogram.of(histogram);

        assertThat(packed.unpacked()).isEqualTo(histogram);
        assertThat(packed).isEqualTo(PackedHistogram.of(packed.unpacked())).hasSameHashCodeAs(packed.unpacked());
        histogram.recordValue(5);
        assertThat(packed).isNotEqualTo(PackedHistogram.of(histogram));
    }

    @Test
    void anEmptyOneIsEmpty() {
        assertThat(PackedHistogram.of(new Histogram(Meter.SIGNIFICANT_DIGITS))
                        .unpacked()
                        .getTotalCount())
                .isZero();
    }

    @Test
    void whatIsUnpackedIsTheCallersAndGrows() {
        PackedHistogram packed = PackedHistogram.of(new Histogram(Meter.SIGNIFICANT_DIGITS));

        packed.unpacked().recordValue(3_600_000_000_000L);

        assertThat(packed.unpacked().getTotalCount()).isZero();
    }

    @Test
    void oneAfterTheOtherIsPackedIntoAFewKilobytes() {
        SingleWriterRecorder recorder = Meter.recorder();
        PackedHistogram.Packer packer = new PackedHistogram.Packer();
        Histogram second = recorder.getIntervalHistogram();
        for (int round = 1; round <= 3; round++) {
            for (int i = 1; i <= 1_000; i++) {
                Meter.record(recorder, i * 100_000L * round);
            }
            second = recorder.getIntervalHistogram(second);
            PackedHistogram packed = packer.pack(second);
            assertThat(packed.unpacked().getTotalCount()).isEqualTo(1_000);
            assertThat(packed.bytes()).isLessThan(FEW_KILOBYTES).isLessThan(second.getEstimatedFootprintInBytes() / 20);
        }
    }
}
