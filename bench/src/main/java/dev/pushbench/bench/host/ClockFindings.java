package dev.pushbench.bench.host;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The clock, and how punctually a thread wakes. */
final class ClockFindings {
    private static final String SOURCE = "sys/devices/system/clocksource/clocksource0/current_clocksource";

    /** Read without a system call. */
    private static final Set<String> FAST =
            Set.of("tsc", "kvm-clock", "hyperv_clocksource_tsc_page", "arch_sys_counter");

    private static final Set<String> SLOW = Set.of("hpet", "acpi_pm", "jiffies", "pit", "refined-jiffies");
    private static final long MICROSECOND = 1_000;
    private static final long MILLISECOND = 1_000 * MICROSECOND;

    private ClockFindings() {}

    static List<Finding> of(KernelFiles files, Measurements measured) {
        return List.of(
                source(files.text(SOURCE)),
                nanoTime(measured.clock()),
                lateness("parkNanos(100 us)", measured.parks(), "late by"),
                lateness("hiccups, idle", measured.hiccups(), "in a second"));
    }

    static Finding source(Optional<String> source) {
        if (source.isEmpty()) {
            return Finding.unknown("clock source", "/" + SOURCE);
        }
        String name = source.get();
        if (FAST.contains(name)) {
            return Finding.ok("clock source", name);
        }
        return SLOW.contains(name)
                ? Finding.warn("clock source", name, "every reading is slow: boot with clocksource=tsc")
                : Finding.note("clock source", name, "not known to be fast: see what nanoTime costs");
    }

    static Finding nanoTime(ClockSample clock) {
        String value = "costs " + Amounts.count(clock.costNanos()) + " ns, steps of "
                + (clock.stepNanos() == 0 ? "unknown size" : Amounts.count(clock.stepNanos()) + " ns");
        return clock.costNanos() > MICROSECOND || clock.stepNanos() > MICROSECOND || clock.stepNanos() == 0
                ? Finding.warn("nanoTime", value, "latencies of microseconds cannot be told apart: see clock source")
                : Finding.ok("nanoTime", value);
    }

    static Finding lateness(String name, Hiccups late, String when) {
        if (late.count() == 0) {
            return Finding.unknown(name, "nothing was measured");
        }
        String value = when + " p50 " + Amounts.micros(late.p50Nanos()) + ", p99 " + Amounts.micros(late.p99Nanos())
                + ", max " + Amounts.micros(late.maxNanos());
        String remedy = "something takes the cores away: close other programs, or use dedicated cores";
        if (late.p99Nanos() > 10 * MILLISECOND || late.maxNanos() > 50 * MILLISECOND) {
            return Finding.warn(name, value, remedy);
        }
        return late.p99Nanos() > MILLISECOND || late.maxNanos() > 10 * MILLISECOND
                ? Finding.note(name, value, remedy)
                : Finding.ok(name, value);
    }
}
