package dev.pushbench.server.handicap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xnio.conduits.StreamSinkConduit;

final class BurningSinkTest {
    private final List<String> happened = new ArrayList<>();

    private enum Way {
        ONE_BUFFER,
        SOME_BUFFERS,
        THE_LAST_BUFFER,
        THE_LAST_BUFFERS
    }

    @ParameterizedTest
    @EnumSource
    void eachWriteBurnsOnceAndThenIsMade(Way way) throws IOException {
        StreamSinkConduit sink = new BurningSink(socket(), () -> happened.add("burnt"));
        ByteBuffer bytes = ByteBuffer.allocate(7);
        ByteBuffer[] more = {bytes};

        long written = switch (way) {
            case ONE_BUFFER -> sink.write(bytes);
            case SOME_BUFFERS -> sink.write(more, 0, 1);
            case THE_LAST_BUFFER -> sink.writeFinal(bytes);
            case THE_LAST_BUFFERS -> sink.writeFinal(more, 0, 1);
        };

        assertThat(written).isEqualTo(3);
        assertThat(happened)
                .containsExactly("burnt", way == Way.ONE_BUFFER || way == Way.SOME_BUFFERS ? "write" : "writeFinal");
    }

    /** Takes three bytes, whatever it is given. */
    private StreamSinkConduit socket() {
        return (StreamSinkConduit) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {StreamSinkConduit.class}, (proxy, method, arguments) -> {
                    happened.add(method.getName());
                    return method.getReturnType() == int.class ? (Object) 3 : (Object) 3L;
                });
    }
}
