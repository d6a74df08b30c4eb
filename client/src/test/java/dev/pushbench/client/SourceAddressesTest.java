package dev.pushbench.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EnabledOnOs(OS.LINUX)
@Timeout(20)
final class SourceAddressesTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "9999, 0", "10000, 1", "19999, 1", "20000, 2"})
    void soManyUsersHaveTheSameAddress(int number, int group) {
        assertThat(SourceAddresses.group(number)).isEqualTo(group);
    }

    @Test
    void theFirstUsersComeFromAnywhereAndOthersFromAddressesOfTheirOwn() throws Exception {
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0xABCD);

        assertThat(SourceAddresses.of(server, 0)).isEmpty();
        assertThat(SourceAddresses.of(server, 1)).contains(InetAddress.getByName("127.171.205.1"));
        assertThat(SourceAddresses.of(server, 2)).contains(InetAddress.getByName("127.171.205.2"));
        assertThat(SourceAddresses.of(server, 255)).isEmpty();
    }

    @Test
    void aServerElsewhereIsReachedFromAnywhere() {
        assertThat(SourceAddresses.of(new InetSocketAddress("192.0.2.1", 80), 1))
                .isEmpty();
        assertThat(SourceAddresses.of(new InetSocketAddress("2001:db8::1", 80), 1))
                .isEmpty();
    }

    @Test
    void suchAnAddressIsThereWithoutBeingSetUp() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket socket = new Socket()) {
            InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();
            InetAddress source = SourceAddresses.of(address, 1).orElseThrow();
            socket.bind(new InetSocketAddress(source, 0));
            socket.connect(address);
            try (Socket accepted = server.accept()) {
                assertThat(accepted.getInetAddress()).isEqualTo(source);
            }
        }
    }
}
