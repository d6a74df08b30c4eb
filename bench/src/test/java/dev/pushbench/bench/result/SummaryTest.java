package dev.pushbench.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.pushbench.bench.Loads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SummaryTest {
    @TempDir
    private Path folder;

    @Test
    void columnsAreThoseOfTheContract() throws Exception {
        assertThat(Files.readString(written(CellResult.of(Loads.cell(), Loads.flawless(1))))
                        .lines()
                        .findFirst())
                .contains("scenario,technique,users,rate_per_s,event_bytes,poll_interval_ms,validity,causes,expected,"
                        + "delivered,missing,duplicate,out_of_order,gap_notices,latency_p50_us,latency_p90_us,"
                        + "latency_p99_us,latency_p999_us,latency_max_us,service_p50_us,service_p99_us,"
                        + "publish_delay_p50_us,publish_delay_p99_us,requests_per_delivery,empty_answer_share,"
                        + "connections_opened,connections_peak,connections_failed,connections_reconnected");
    }

    @Test
    void figuresAreReadBackInAnyLocale() throws Exception {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            NamedCsvRecord row = rows(written(CellResult.of(Loads.cell(), Loads.flawless(1000))))
                    .get(0);

            assertThat(row.getField("technique")).isEqualTo("polling");
            assertThat(row.getField("rate_per_s")).isEqualTo("10");
            assertThat(row.getField("causes")).isEmpty();
            assertThat(row.getField("latency_p99_us")).isEqualTo("990.2");
            assertThat(row.getField("latency_p999_us")).isEmpty();
            assertThat(row.getField("latency_max_us")).isEqualTo("1000.4");
            assertThat(row.getField("publish_delay_p50_us")).isEmpty();
            assertThat(row.getField("requests_per_delivery")).isEqualTo("0.0050");
            assertThat(row.getField("empty_answer_share")).isEqualTo("0.2000");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aCauseMayHoldAnyCharacter() throws Exception {
        String cause = "said \"no\", then\nleft; ß";

        NamedCsvRecord row =
                rows(written(CellResult.unfinished(Loads.cell(), cause))).get(0);

        assertThat(row.getField("causes")).isEqualTo(cause);
        assertThat(row.getField("validity")).isEqualTo("INVALID");
        assertThat(row.getField("delivered")).isEmpty();
    }

    @Test
    void jsonHasTheSameFiguresAndLeavesOutTheUnmeasured() {
        String json = Json.of(Summary.rows(List.of(
                CellResult.of(Loads.cell(), Loads.flawless(20)), CellResult.unfinished(Loads.cell(), "no server"))));

        assertThat(json).contains("\"latency_p50_us\" : 10.0").doesNotContain("latency_p90_us", "null");
    }

    private Path written(CellResult result) throws Exception {
        Path file = folder.resolve("summary.csv");
        Summary.write(file, List.of(result));
        return file;
    }

    private static List<NamedCsvRecord> rows(Path file) throws Exception {
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
            return csv.stream().toList();
        }
    }
}
