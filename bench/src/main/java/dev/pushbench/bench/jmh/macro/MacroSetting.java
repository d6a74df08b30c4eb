package dev.pushbench.bench.jmh.macro;

import dev.pushbench.bench.host.ChildCommand;
import dev.pushbench.bench.host.Splitting;
import dev.pushbench.client.tls.TlsTrust;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * With what the trials of a run are measured.
 *
 * @param server started anew for each trial
 * @param target where a server is already, that is used instead
 * @param generatorJava the JVM that JMH forks
 * @param generatorCores that it may use; any where there are none
 * @param roomPrefix starts the name of every room, so that no other run has used it
 * @param jmhArguments more options, in JMH's own words
 * @param splitting over how many processes each trial is split
 * @param trust in the target, where it speaks TLS
 */
public record MacroSetting(
        ChildCommand server,
        Optional<InetSocketAddress> target,
        Path generatorJava,
        List<Integer> generatorCores,
        String roomPrefix,
        List<String> jmhArguments,
        Splitting splitting,
        Optional<TlsTrust> trust) {
    /** With servers of our own, or a target without TLS. */
    public MacroSetting(
            ChildCommand server,
            Optional<InetSocketAddress> target,
            Path generatorJava,
            List<Integer> generatorCores,
            String roomPrefix,
            List<String> jmhArguments,
            Splitting splitting) {
        this(server, target, generatorJava, generatorCores, roomPrefix, jmhArguments, splitting, Optional.empty());
    }

    /** Where links run: beside both. */
    List<Integer> linkCores() {
        return Stream.concat(server.cores().stream(), generatorCores.stream())
                .distinct()
                .toList();
    }

    public MacroSetting {
        generatorCores = List.copyOf(generatorCores);
        jmhArguments = List.copyOf(jmhArguments);
    }
}
