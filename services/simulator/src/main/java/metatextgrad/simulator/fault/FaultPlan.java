package metatextgrad.simulator.fault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import metatextgrad.simulator.chance.Dice;

/**
 * Decides which call gets which fault. Calls get the faults of the script in order of arrival. At
 * its end the script starts again, or a share of the calls, drawn by content and attempt, gets a
 * fault.
 *
 * @param loop whether the script starts again at its end
 * @param share the share of the other calls that get the shared fault, from 0 to 1
 */
public record FaultPlan(List<Fault> script, boolean loop, double share, Fault shared) {
    public static final FaultPlan NONE = new FaultPlan(List.of(), false, 0, new Fault.None());

    /** Each repetition is an entry in memory. */
    private static final int MAX_TIMES = 1_000_000;

    public FaultPlan {
        script = List.copyOf(script);
    }

    /**
     * Parses {@code 429(2)*3,ok*10,hang}, with {@code loop:} before it to repeat it forever, or
     * {@code 5%:500} for a share of the calls.
     *
     * @throws IllegalArgumentException if the text is no plan
     */
    public static FaultPlan parse(String text) {
        String plan = text.strip();
        if (plan.isEmpty() || plan.equals("none")) return NONE;
        int percent = plan.indexOf("%:");
        if (percent > 0) {
            double percents =
                    PlanNumbers.real("a share of the calls", plan.substring(0, percent), 100);
            Fault shared = Fault.parse(plan.substring(percent + 2).strip());
            return new FaultPlan(List.of(), false, percents / 100, shared);
        }
        boolean loop = plan.startsWith("loop:");
        return new FaultPlan(script(loop ? plan.substring(5) : plan), loop, 0, new Fault.None());
    }

    /**
     * The fault of a call.
     *
     * @param arrival how many calls arrived before it
     * @param attempt how many of them had the same content
     */
    public Fault of(long arrival, long attempt, Dice request) {
        if (!script.isEmpty() && (loop || arrival < script.size()))
            return script.get((int) (arrival % script.size()));
        return request.on("fault").on(Long.toString(attempt)).chance(share)
                ? shared
                : new Fault.None();
    }

    private static List<Fault> script(String text) {
        var script = new ArrayList<Fault>();
        for (String step : text.split(",")) {
            String[] parts = step.strip().split("\\*", 2);
            Fault fault = Fault.parse(parts[0]);
            int times =
                    parts.length > 1
                            ? PlanNumbers.whole("how often a fault comes", parts[1], 1, MAX_TIMES)
                            : 1;
            script.addAll(Collections.nCopies(times, fault));
        }
        return script;
    }
}
