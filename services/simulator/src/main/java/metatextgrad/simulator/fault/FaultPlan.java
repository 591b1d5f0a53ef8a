package metatextgrad.simulator.fault;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.simulator.chance.Dice;

/**
 * Which call gets which fault. The script is used up in the order of arrival, then starts again or
 * is over; after that a share of the calls, drawn by content and attempt, gets a fault of its own.
 */
public record FaultPlan(List<Fault> script, boolean loop, double share, Fault shared) {
    public static final FaultPlan NONE = new FaultPlan(List.of(), false, 0, new Fault.None());

    public FaultPlan {
        script = List.copyOf(script);
    }

    /**
     * Reads {@code 429(2)*3,ok*10,hang}, with {@code loop:} in front to repeat it for ever, or
     * {@code 5%:500} for a share of the calls.
     */
    public static FaultPlan parse(String text) {
        String plan = text.strip();
        if (plan.isEmpty() || plan.equals("none")) {
            return NONE;
        }
        int percent = plan.indexOf("%:");
        if (percent > 0) {
            double share = Double.parseDouble(plan.substring(0, percent)) / 100;
            return new FaultPlan(List.of(), false, share, Fault.parse(plan.substring(percent + 2)));
        }
        boolean loop = plan.startsWith("loop:");
        return new FaultPlan(script(loop ? plan.substring(5) : plan), loop, 0, new Fault.None());
    }

    /** The fault of a call, given how many arrived before it, and how many of the same content. */
    public Fault of(long arrival, long attempt, Dice request) {
        if (!script.isEmpty() && (loop || arrival < script.size())) {
            return script.get((int) (arrival % script.size()));
        }
        return request.on("fault").on(Long.toString(attempt)).chance(share)
                ? shared
                : new Fault.None();
    }

    private static List<Fault> script(String text) {
        var script = new ArrayList<Fault>();
        for (String step : text.split(",")) {
            String[] parts = step.strip().split("\\*");
            int times = parts.length > 1 ? Integer.parseInt(parts[1]) : 1;
            for (int i = 0; i < times; i++) {
                script.add(Fault.parse(parts[0]));
            }
        }
        return script;
    }
}
