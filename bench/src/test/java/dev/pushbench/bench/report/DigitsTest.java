package dev.pushbench.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DigitsTest {
    @ParameterizedTest
    @CsvSource({
        "0,        0",
        "0.0101,   0.0101",
        "5.2449,   5.24",
        "9.999,    10.0",
        "99.96,    100",
        "331.4,    331",
        "80000,    '80,000'",
        "-3.21,    -3.21",
        "0.000012, 1.2e-05",
        "NaN,      –"
    })
    void threeDigitsAreTold(double number, String told) {
        assertThat(Digits.three(number)).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource({"412.4, 412 µs", "999.9, '1,000 µs'", "5240, 5.24 ms", "25000000, 25.0 s"})
    void timesHaveTheUnitThatSuitsThem(double micros, String told) {
        assertThat(Digits.micros(micros)).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource({"132.02, 132 B", "47800, 47.8 kB", "4750000, 4.75 MB", "2e9, 2.00 GB"})
    void bytesOnTheWireAreDecimal(double bytes, String told) {
        assertThat(Digits.bytes(bytes)).isEqualTo(told);
    }

    @Test
    void digitsAreTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(Digits.three(1234.5)).isEqualTo("1,230");
            assertThat(Digits.memory(3.5 * 1024 * 1024)).isEqualTo("3.50 MiB");
        } finally {
            Locale.setDefault(before);
        }
    }
}
