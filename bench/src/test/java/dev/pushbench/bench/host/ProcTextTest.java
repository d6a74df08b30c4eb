package dev.pushbench.bench.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProcTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "0          | 0",
                "0-1        | 0 1",
                "0-3,8,10-11| 0 1 2 3 8 10 11",
                "' 4\n'     | 4",
                "''         | ''",
                "3-         | ''",
                "1,,2       | ''",
                "all        | ''",
                "0-1 2      | ''",
                "-1         | ''"
            })
    void coresAreReadFromTheKernelsList(String list, String cores) {
        List<Integer> expected = cores.isEmpty()
                ? List.of()
                : Arrays.stream(cores.split(" ")).map(Integer::valueOf).toList();

        assertThat(ProcText.cores(list)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0",
                "' 42\n' | 42",
                "-1 | absent",
                "1.5 | absent",
                "max | absent",
                "'' | absent",
                "99999999999999999999 | absent"
            })
    void aNumberIsAWholeOneOrAbsent(String text, String number) {
        assertThat(ProcText.number(text).stream()
                        .mapToObj(Long::toString)
                        .findFirst()
                        .orElse("absent"))
                .isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'Slab:     57012 kB'                | 58380288",
                "'MemFree: 1 kB\nSlab: 2 kB'         | 2048",
                "'Slab: 2'                           | absent",
                "'Slab: 2 MB'                        | absent",
                "'NotSlab: 2 kB'                     | absent",
                "'Slab 2 kB'                         | absent",
                "'Slab:'                             | absent"
            })
    void kilobytesAreToldAsBytes(String text, String bytes) {
        assertThat(ProcText.bytes(text, "Slab").stream()
                        .mapToObj(Long::toString)
                        .findFirst()
                        .orElse("absent"))
                .isEqualTo(bytes);
    }
}
