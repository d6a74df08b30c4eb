package dev.pushbench.bench.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class EndLabelsTest {
    static Stream<Arguments> ends() {
        return Stream.of(
                Arguments.of(List.of(), List.of()),
                Arguments.of(List.of(50.0), List.of(50.0)),
                Arguments.of(List.of(20.0, 80.0), List.of(20.0, 80.0)),
                Arguments.of(List.of(50.0, 50.0), List.of(45.0, 55.0)),
                Arguments.of(List.of(52.0, 50.0), List.of(56.0, 46.0)),
                Arguments.of(List.of(0.0, 0.0), List.of(0.0, 10.0)),
                Arguments.of(List.of(100.0, 100.0, 100.0), List.of(80.0, 90.0, 100.0)));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void labelsStayWhereTheyWantToBeUnlessTheyCollide(List<Double> wanted, List<Double> places) {
        assertThat(EndLabels.apart(wanted, 10, 0, 100)).isEqualTo(places);
    }

    @Test
    void labelsNeverOverlapAndNeverLeaveTheirRoom() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 200; round++) {
            List<Double> wanted = DoubleStream.generate(() -> random.nextDouble() * 100)
                    .limit(1 + random.nextInt(10))
                    .boxed()
                    .toList();

            double[] places = EndLabels.apart(wanted, 10, 0, 100).stream()
                    .mapToDouble(place -> place)
                    .sorted()
                    .toArray();

            assertThat(places[0]).isGreaterThanOrEqualTo(-1e-9);
            assertThat(places[places.length - 1]).isLessThanOrEqualTo(100 + 1e-9);
            for (int index = 1; index < places.length; index++) {
                assertThat(places[index] - places[index - 1]).isGreaterThanOrEqualTo(10 - 1e-9);
            }
        }
    }

    @Test
    void labelsThatDoNotFitAreStillApart() {
        assertThat(EndLabels.apart(List.of(5.0, 5.0, 5.0), 10, 0, 10).get(2)).isCloseTo(20, within(1e-9));
    }
}
