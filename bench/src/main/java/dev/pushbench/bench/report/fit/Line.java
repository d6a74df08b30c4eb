package dev.pushbench.bench.report.fit;

import java.util.List;

/**
 * What one user costs in a second: so much for each event, so much for each request, so much anyway.
 *
 * @param perEvent in any unit, as the others
 */
public record Line(double perEvent, double perRequest, double perSecond) {
    /** One thing that was measured: what a user cost in a second, with that many events and requests. */
    record Sample(double events, double requests, double cost) {}

    public double at(double events, double requests) {
        return perEvent * events + perRequest * requests + perSecond;
    }

    /**
     * The line with the least squares of relative residuals, neither part below zero.
     *
     * <p>Two parts can be told apart only where events and requests do not vary together; otherwise all is put to the requests
     * where there are any, and to the events where not.
     */
    static Line through(List<Sample> samples) {
        double ee = 0;
        double er = 0;
        double rr = 0;
        double e = 0;
        double r = 0;
        for (Sample sample : samples) {
            double events = sample.events() / sample.cost();
            double requests = sample.requests() / sample.cost();
            ee += events * events;
            er += events * requests;
            rr += requests * requests;
            e += events;
            r += requests;
        }
        double determinant = ee * rr - er * er;
        if (determinant > 1e-6 * ee * rr) {
            double perEvent = (e * rr - r * er) / determinant;
            double perRequest = (r * ee - e * er) / determinant;
            if (perEvent >= 0 && perRequest >= 0) {
                return new Line(perEvent, perRequest, 0);
            }
            return perEvent < 0 ? new Line(0, r / rr, 0) : new Line(e / ee, 0, 0);
        }
        return rr > 0 ? new Line(0, r / rr, 0) : new Line(e / ee, 0, 0);
    }
}
