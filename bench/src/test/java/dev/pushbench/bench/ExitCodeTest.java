package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.result.Grade;
import dev.pushbench.bench.result.Validity;
import dev.pushbench.bench.result.Validity.Cause;
import dev.pushbench.bench.result.Validity.Flaw;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExitCodeTest {
    /** Flaws beyond the second of their limits, of each of several cells. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                        | PASS",
                "VALID                                                     | PASS",
                // noise alone
                "OTHER_PROCESSES                                           | PASS",
                "OTHER_PROCESSES; OTHER_PROCESSES                          | PASS",
                "OTHER_PROCESSES STEAL SERVER_HICCUPS GENERATOR_HICCUPS LATE_PUBLISHER NOT_SETTLED | PASS",
                "GENERATOR_BUSY                                            | PASS",
                "LINK_LATE                                                 | PASS",
                // neither latency nor cost of any cell may be used
                "SERVER_GC                                                 | INVALID_RUN",
                "SERVER_GC; SERVER_GC                                      | INVALID_RUN",
                "SERVER_GC; VALID                                          | PASS",
                "SERVER_GC; OTHER_PROCESSES                                | PASS",
                // deliveries of any cell are wrong or incomplete
                "MISSING                                                   | INVALID_RUN",
                "VALID; MISSING; VALID                                     | INVALID_RUN",
                "VALID; OTHER_PROCESSES MISSING                            | INVALID_RUN",
                "VALID; DUPLICATE                                          | INVALID_RUN",
                "VALID; LEDGERS_DIFFER                                     | INVALID_RUN",
                "VALID; UNFINISHED                                         | INVALID_RUN",
                "VALID; FAILED_CONNECTIONS                                 | INVALID_RUN",
            })
    void aRunFailsForWrongDeliveriesAndNotForNoise(String cells, ExitCode code) {
        List<Validity> verdicts = Stream.of(cells.split("; *", -1))
                .filter(cell -> !cell.isEmpty())
                .map(ExitCodeTest::validity)
                .toList();

        assertThat(ExitCode.of(verdicts)).isEqualTo(code);
    }

    private static Validity validity(String flaws) {
        return flaws.equals("VALID")
                ? Validity.VALID
                : new Validity(Stream.of(flaws.split(" ", -1))
                        .map(flaw -> new Cause(Flaw.valueOf(flaw), Grade.INVALID, flaw))
                        .toList());
    }
}
