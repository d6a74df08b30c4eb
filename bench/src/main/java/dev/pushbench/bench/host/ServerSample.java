package dev.pushbench.bench.host;

import dev.pushbench.server.stats.ServerFigures;
import java.util.List;
import java.util.function.ToLongFunction;

/** A server and its JVM at an instant. */
public record ServerSample(ServerFigures server, JvmFigures jvm) {
    /**
     * Those of several servers as if they were one. All have the same rooms and events, which are counted once; everything else is summed.
     *
     * @param cores as in {@link JvmFigures#together}
     */
    public static ServerSample together(List<ServerSample> all, int cores) {
        if (all.size() == 1) {
            return all.get(0);
        }
        ServerFigures first = all.get(0).server;
        return new ServerSample(
                new ServerFigures(
                        first.rooms(),
                        first.events(),
                        sum(all, ServerFigures::deliveries),
                        sum(all, ServerFigures::connectionsOpen),
                        sum(all, ServerFigures::connectionsAccepted),
                        sum(all, ServerFigures::bytesIn),
                        sum(all, ServerFigures::bytesOut),
                        sum(all, ServerFigures::plainBytesIn),
                        sum(all, ServerFigures::plainBytesOut)),
                JvmFigures.together(all.stream().map(ServerSample::jvm).toList(), cores));
    }

    private static long sum(List<ServerSample> all, ToLongFunction<ServerFigures> count) {
        return all.stream().map(ServerSample::server).mapToLong(count).sum();
    }
}
