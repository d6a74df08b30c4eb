package dev.pushbench.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.client.LoadResult;
import dev.pushbench.client.measure.Traffic;
import dev.pushbench.client.measure.WireBytes;
import dev.pushbench.server.stats.ServerFigures;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WireAgreementTest {
    @Test
    void theGeneratorsBytesAreThoseOfItsUsersAndItsPublisher() {
        Traffic users =
                new Traffic(new WireBytes(1, 2, 3, 4, 5, 6), new WireBytes(10, 20, 30, 40, 50, 60), 9, 9, 9, 9, 9);
        LoadResult.Published published = new LoadResult.Published(9, 9, 1_000, 2_000, Optional.empty());
        ServerFigures server = new ServerFigures(9, 9, 9, 9, 9, 1_021, 2_210);

        WireAgreement agreement = WireAgreement.of(users, published, server);

        assertThat(agreement).isEqualTo(new WireAgreement(1_021, 1_021, 2_210, 2_210, 9, 9));
        assertThat(agreement.holds()).isTrue();
    }

    @Test
    void doesNotHoldWhereTheServerTookOtherEventsThanWerePublished() {
        assertThat(new WireAgreement(1, 1, 1, 1, 9, 8).holds()).isFalse();
        assertThat(new WireAgreement(1, 1, 1, 1, 9, 9).holds()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"5, 5, 7, 7, true", "5, 4, 7, 7, false", "4, 5, 7, 7, false", "5, 5, 7, 8, false", "5, 7, 7, 5, false"})
    void holdsOnlyToTheByteAndBothWays(long sent, long serverIn, long received, long serverOut, boolean holds) {
        assertThat(new WireAgreement(sent, serverIn, received, serverOut).holds())
                .isEqualTo(holds);
    }
}
