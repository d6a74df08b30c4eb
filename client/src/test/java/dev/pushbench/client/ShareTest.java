package dev.pushbench.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShareTest {
    @ParameterizedTest
    @CsvSource({"30, 3, 2", "31, 3, 3", "5000, 3, 3", "7, 2, 4", "5, 5, 1", "9, 1, 4"})
    void eachUserIsPlayedOnceAndServersHaveAsManyAsOneAnother(int users, int shares, int servers) {
        List<Integer> played = new ArrayList<>();
        List<Integer> read = new ArrayList<>();
        for (int number = 0; number < shares; number++) {
            Share share = new Share(number, shares, addresses(servers));
            assertThat(share.users(users)).isBetween(users / shares, users / shares + 1);
            for (int index = 0; index < share.users(users); index++) {
                played.add(share.user(index));
                read.add(share.server(index));
            }
        }

        assertThat(played)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, users).boxed().toList());
        TreeMap<Integer, Long> usersByServer =
                read.stream().collect(Collectors.groupingBy(server -> server, TreeMap::new, Collectors.counting()));
        assertThat(usersByServer).hasSize(servers);
        assertThat(usersByServer.values()).allMatch(count -> count == users / servers || count == users / servers + 1);
    }

    @Test
    void withAsManySharesAsServersEachShareHasAServerOfItsOwn() {
        for (int number = 0; number < 3; number++) {
            Share share = new Share(number, 3, addresses(3));
            for (int index = 0; index < 10; index++) {
                assertThat(share.server(index)).isEqualTo(number);
            }
        }
    }

    @Test
    void aShareIsOneOfSoMany() {
        assertThatThrownBy(() -> new Share(3, 3, addresses(1))).hasMessage("a share's number must be 0 to 2, not 3");
        assertThatThrownBy(() -> new Share(0, 1, List.of())).hasMessageStartingWith("servers must be resolved");
    }

    private static List<InetSocketAddress> addresses(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> new InetSocketAddress("127.0.0." + number, 80))
                .toList();
    }
}
