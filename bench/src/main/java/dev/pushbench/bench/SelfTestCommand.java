package dev.pushbench.bench;

import dev.pushbench.bench.ab.AbFailure;
import dev.pushbench.bench.ab.Build;
import dev.pushbench.bench.gate.GateResult;
import dev.pushbench.bench.gate.Policy;
import dev.pushbench.bench.gate.Tier;
import dev.pushbench.bench.gate.Verdict;
import dev.pushbench.bench.text.TextTable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Whether the gate, on this machine, notices what it must and nothing else: this build is held against itself, as it is and with planted faults. */
@Command(
        name = "self-test",
        description =
                "Holds this build against itself, as it is and with planted faults: does the gate tell them apart here?",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Exit code 4 where it does not: the machine, or the gate, is unfit."})
final class SelfTestCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final AbOptions options = new AbOptions();

    /**
     * One comparison of this build with itself.
     *
     * @param fault what is planted in the head; empty where nothing is
     * @param folder that its runs are kept in
     * @param isTimed whether it takes time to show: else it is judged by what does not vary
     * @param must what the gate has to say
     */
    private record Check(String name, String folder, String fault, boolean isTimed, Verdict must) {}

    private static final List<Check> CHECKS = List.of(
            new Check("nothing planted", "same", "", true, Verdict.PASS),
            new Check("25 % more server CPU per delivery", "cpu", "--handicap-cpu 0.25", true, Verdict.REGRESSION),
            new Check(
                    "12 header bytes more per answer",
                    "header",
                    "--handicap-header-bytes 12",
                    false,
                    Verdict.REGRESSION),
            new Check("one event lost", "lost", "--handicap-lose 100", false, Verdict.REGRESSION));

    @Override
    public Integer call() throws InterruptedException {
        AbOptions.Checked asked = options.checked();
        Map<Check, Verdict> said = new LinkedHashMap<>();
        try (AbRun run = AbRun.open(asked, "gate-self-test", this::say)) {
            try {
                for (Check check : CHECKS) {
                    say(check.name() + ":");
                    said.put(check, verdict(run, asked, check));
                }
            } catch (AbFailure failure) {
                say("pushbench: " + failure.reason());
                return ExitCode.INCONCLUSIVE.code();
            } catch (InterruptedException stop) {
                say("pushbench: interrupted");
                return ExitCode.INTERRUPTED.code();
            } finally {
                say("Results: " + run.finish());
            }
        }
        return tell(said).code();
    }

    private static Verdict verdict(AbRun run, AbOptions.Checked asked, Check check)
            throws AbFailure, InterruptedException {
        Policy policy = check.isTimed() ? asked.policy() : exact(asked.policy());
        List<String> head = check.fault().isEmpty() ? List.of() : List.of("--server-handicap", check.fault());
        GateResult result = run.compare(
                check.folder(),
                policy,
                folder -> Build.ofThisProgram("this build", List.of()),
                folder -> Build.ofThisProgram("this build, " + check.name(), head),
                check.isTimed() ? asked.pairs() : 1);
        return result.verdict();
    }

    /** What does not vary shows in a single pair. */
    private static Policy exact(Policy policy) {
        return new Policy(policy.rules().stream()
                .filter(rule -> rule.tier() == Tier.EXACT)
                .toList());
    }

    private ExitCode tell(Map<Check, Verdict> said) {
        List<List<String>> rows = new ArrayList<>(List.of(List.of("planted", "must be", "is", "")));
        said.forEach((check, verdict) -> rows.add(List.of(
                check.name(), check.must().name(), verdict.name(), verdict == check.must() ? "as it must" : "UNFIT")));
        boolean isFit = said.entrySet().stream()
                .allMatch(entry -> entry.getValue() == entry.getKey().must());
        PrintWriter out = spec.commandLine().getOut();
        out.println(TextTable.of(rows));
        out.println();
        out.println(
                isFit
                        ? "The gate can be relied on here."
                        : "The gate cannot be relied on here: the machine is too noisy, or the gate is broken.");
        out.flush();
        return isFit ? ExitCode.PASS : ExitCode.INCONCLUSIVE;
    }

    private void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
