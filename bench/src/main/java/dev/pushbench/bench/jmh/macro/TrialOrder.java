package dev.pushbench.bench.jmh.macro;

import dev.pushbench.bench.host.ChildCommand;
import dev.pushbench.bench.host.JavaExecutable;
import dev.pushbench.bench.host.Split;
import dev.pushbench.bench.host.Splitting;
import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.client.tls.TlsTrust;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * What a fork has to measure.
 *
 * @param room that the trial has for itself
 * @param target where a server is already
 * @param servers what is started where there is no target
 * @param followers load generators that are started to play some of the users beside the fork
 * @param link what is started before each server; empty for nothing
 * @param trust in the target, where it speaks TLS; servers that are started say themselves what to trust
 */
record TrialOrder(
        Cell cell,
        String room,
        Optional<InetSocketAddress> target,
        List<ChildCommand> servers,
        List<ChildCommand> followers,
        Optional<ChildCommand> link,
        Optional<TlsTrust> trust) {
    TrialOrder {
        servers = List.copyOf(servers);
        followers = List.copyOf(followers);
    }

    /** Without a link, and against servers that are started, or a target without TLS. */
    TrialOrder(
            Cell cell,
            String room,
            Optional<InetSocketAddress> target,
            List<ChildCommand> servers,
            List<ChildCommand> followers) {
        this(cell, room, target, servers, followers, Optional.empty(), Optional.empty());
    }

    /** The order of a trial in a run of that setting. */
    static TrialOrder of(MacroSetting setting, Cell cell, String room) {
        Split split = setting.splitting()
                .of(cell.users(), cell.link().isPresent())
                .overTls(cell.tls().isPresent());
        ChildCommand generator =
                ChildCommand.generator(setting.generatorCores(), setting.generatorJava(), ChildCommand.JVM_FLAGS);
        ChildCommand server =
                setting.server().with(tlsWords(cell)).with(cell.serving().words());
        return new TrialOrder(
                cell,
                room,
                setting.target(),
                split.servers(server, cell.users()),
                split.followers(generator, cell.users()),
                cell.link()
                        .map(link -> ChildCommand.link(
                                setting.linkCores(), setting.generatorJava(), link.name(), cell.users())),
                setting.trust());
    }

    private static List<String> tlsWords(Cell cell) {
        return cell.tls()
                .map(tls -> List.of("--tls", "--tls-protocols", tls.version().id()))
                .orElse(List.of());
    }

    /** Against servers of this JVM's kind, on any core: what a benchmark does that JMH runs by itself. */
    static TrialOrder ofItself(Cell cell) {
        ChildCommand server = ChildCommand.server(
                List.of(), JavaExecutable.ofThisJvm().path(), ChildCommand.JVM_FLAGS, ChildCommand.DEFAULT_IO_THREADS);
        return of(
                new MacroSetting(
                        server,
                        Optional.empty(),
                        JavaExecutable.ofThisJvm().path(),
                        List.of(),
                        "jmh",
                        List.of(),
                        Splitting.automatic()),
                cell,
                "jmh");
    }
}
