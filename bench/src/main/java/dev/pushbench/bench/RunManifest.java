package dev.pushbench.bench;

import dev.pushbench.bench.host.ChildCommand;
import dev.pushbench.bench.host.HostFacts;
import dev.pushbench.bench.host.Splitting;
import dev.pushbench.bench.result.Manifest;
import dev.pushbench.bench.scenario.Cell;
import java.util.Optional;

/** How a run was made, told from what was asked for and from this machine. */
final class RunManifest {
    /** Of every trial. */
    static final Optional<Manifest.TimeLimits> TIME_LIMITS =
            Optional.of(new Manifest.TimeLimits(Cell.CONNECT.toMillis(), Cell.LEAST_DRAIN.toMillis()));

    private RunManifest() {}

    /** Of a run that begins; nothing is measured yet. */
    static Manifest begun(ProcessOptions.Processes processes, BuildFacts build, String suite, Manifest.Start start) {
        return new Manifest(
                Manifest.SCHEMA_VERSION,
                false,
                Optional.empty(),
                suite,
                new Manifest.Build(build.version(), build.gitSha(), build.gitDirty()),
                start,
                Optional.empty(),
                new Manifest.Machine(
                        HostFacts.ofThisHost(),
                        new Manifest.Jvm(
                                processes.serverJvm().path().toString(),
                                processes.serverJvm().version(),
                                processes.serverFlags()),
                        new Manifest.Jvm(
                                processes.generatorJvm().path().toString(),
                                processes.generatorJvm().version(),
                                ChildCommand.JVM_FLAGS),
                        processes.pinning().toString(),
                        processes.target().map(Object::toString),
                        processes.handicap().notice(),
                        processes.apis().notice(),
                        build.libraries(),
                        askedFor(processes.splitting())));
    }

    private static Optional<Manifest.Processes> askedFor(Splitting splitting) {
        return splitting.isAutomatic()
                ? Optional.empty()
                : Optional.of(new Manifest.Processes(
                        splitting.servers().stream().boxed().findFirst(),
                        splitting.generators().stream().boxed().findFirst()));
    }
}
