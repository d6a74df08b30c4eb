package dev.pushbench.bench.host;

import java.util.ArrayList;
import java.util.List;

/** Examines the machine before a benchmark: what limits runs on it, and what would spoil them. Changes nothing. */
public final class Doctor {
    private Doctor() {}

    /** Takes about one and a half seconds, because the clock and the hiccups are measured. */
    public static Checkup examine() throws InterruptedException {
        return examine(KernelFiles.ofThisMachine(), new SearchPath(System.getenv("PATH")), Measurements.take());
    }

    static Checkup examine(KernelFiles files, SearchPath programs, Measurements measured) {
        List<Finding> findings = new ArrayList<>();
        findings.addAll(FileFindings.of(files));
        findings.addAll(NetworkFindings.of(files, measured.loopbackFailure()));
        findings.addAll(MemoryFindings.of(files));
        findings.addAll(CoreFindings.of(files, programs));
        findings.addAll(ClockFindings.of(files, measured));
        findings.addAll(ToolFindings.of(programs));
        return new Checkup(findings);
    }
}
