package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.input.Place;
import dev.pushbench.bench.scenario.Setting;
import dev.pushbench.bench.scenario.Settings;
import dev.pushbench.bench.scenario.SuiteKey;
import dev.pushbench.bench.scenario.Suites;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrialColumnTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "USERS         | 1,2            | TECHNIQUE,USERS",
                "RATE          | 1,2            | TECHNIQUE,USERS,RATE",
                "EVENT_BYTES   | 68,69          | TECHNIQUE,USERS,EVENT_BYTES",
                "POLL_INTERVAL | 1s,2s          | TECHNIQUE,USERS,POLL_INTERVAL",
                "POLL_INTERVAL | 1s             | TECHNIQUE,USERS",
                "HEADERS       | minimal,browser| TECHNIQUE,USERS,HEADERS",
                "KEEP_ALIVE    | true,false     | TECHNIQUE,USERS,KEEP_ALIVE",
                "FORKS         | 2              | TECHNIQUE,USERS,FORK"
            })
    void cellsAreToldApartByWhatDiffers(SuiteKey key, String values, String columns) {
        Setting setting = Setting.of(key, Place.option(key.option()), values);

        List<TrialColumn> telling = TrialColumn.telling(Suites.resolved("smoke", new Settings(Map.of(key, setting)))
                .suite()
                .trials());

        assertThat(telling).extracting(TrialColumn::name).isEqualTo(List.of(columns.split(",")));
    }
}
