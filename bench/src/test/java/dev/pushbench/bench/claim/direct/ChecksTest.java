package dev.pushbench.bench.claim.direct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.claim.direct.UpgradingServer.Answer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
final class ChecksTest {
    @Test
    void everyNameIsCheckedAndAllAreSoToday() throws Exception {
        Map<String, Boolean> seen = Checks.run();

        assertThat(seen.keySet())
                .containsAll(Checks.OF_CLIENTS)
                .containsAll(Checks.OF_SERVER)
                .containsAll(Checks.OF_SUBPROTOCOLS)
                .hasSize(Checks.OF_CLIENTS.size() + Checks.OF_SERVER.size() + Checks.OF_SUBPROTOCOLS.size());
        assertThat(seen).allSatisfy((name, isSo) -> assertThat(isSo).as(name).isTrue());
    }

    @ParameterizedTest
    @EnumSource(Clients.class)
    void aClientTellsARightAnswerFromAWrongOne(Clients client) throws Exception {
        for (Answer answer : Answer.values()) {
            try (UpgradingServer server = UpgradingServer.start(answer)) {
                assertThat(client.connects(server.address())).as(answer.words()).isEqualTo(answer == Answer.RIGHT);
            }
        }
    }

    @Test
    void theKeyOfTheRfcHasTheAnswerOfTheRfc() {
        assertThat(AcceptKey.of("dGhlIHNhbXBsZSBub25jZQ==")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }
}
