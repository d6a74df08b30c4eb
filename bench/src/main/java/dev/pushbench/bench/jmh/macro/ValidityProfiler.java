package dev.pushbench.bench.jmh.macro;

import dev.pushbench.bench.result.Grade;
import dev.pushbench.bench.result.Validity;
import dev.pushbench.client.measure.Deliveries;
import java.util.List;
import org.openjdk.jmh.results.Result;

/** The delivery ledger, and which verdicts the trials had. */
public final class ValidityProfiler extends WindowProfiler {
    private static final String UNIT = "#";

    public ValidityProfiler() {
        super("Deliveries expected and seen, trials that are noisy or invalid");
    }

    @Override
    void addTo(List<Result<?>> results, WindowOutcome window) {}

    @Override
    void addTo(List<Result<?>> results, WindowOutcome window, TrialOutcome trial) {
        Deliveries deliveries = trial.load().deliveries();
        results.add(sum("deliveries.expected", trial.load().expected(), UNIT));
        results.add(sum("deliveries.delivered", deliveries.delivered(), UNIT));
        results.add(sum("deliveries.missing", deliveries.missing(), UNIT));
        results.add(sum("deliveries.duplicate", deliveries.duplicate(), UNIT));
        results.add(sum("deliveries.out_of_order", deliveries.outOfOrder(), UNIT));
        results.add(sum("deliveries.altered", deliveries.deviations().altered(), UNIT));
        results.add(sum("deliveries.unpublished", deliveries.deviations().unpublished(), UNIT));
        Validity validity = Validity.of(window.cell(), trial.load(), trial.evidence());
        results.add(sum("validity.invalid", validity.overall() == Grade.INVALID ? 1 : 0, UNIT));
        results.add(sum("validity.noisy", validity.overall() == Grade.NOISY ? 1 : 0, UNIT));
    }
}
