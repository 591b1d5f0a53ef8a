package metatextgrad.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Score.Outcome;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.preflight.PreflightPlan.Part;
import org.jspecify.annotations.Nullable;

/**
 * What a preflight measured. Pure.
 *
 * @param lines one for each figure
 * @param stop why the run cannot gain; empty if it may
 */
public record PreflightReport(List<String> lines, String stop) {
    /** What to do about a run that cannot gain. */
    public static final String FIX =
            "add training rows that it gets wrong, or change the right answers to what it should do";

    /** One row of difference between two models is chance. */
    private static final int WEAKER_BY = 2;

    public PreflightReport {
        lines = List.copyOf(lines);
    }

    /** Returns the report on the answers to the requests of a plan, in any order. */
    public static PreflightReport of(
            LoopSettings loop, PreflightPlan plan, List<PreflightAnswer> answers) {
        if (!plan.skipped().isEmpty())
            return new PreflightReport(List.of("headroom: not measured: " + plan.skipped()), "");
        Map<Integer, PreflightAnswer> cold = byRow(answers, Part.COLD);
        Map<Integer, PreflightAnswer> warm = byRow(answers, Part.WARM);
        Map<Integer, PreflightAnswer> critic = byRow(answers, Part.CRITIC);
        if (cold.isEmpty())
            return new PreflightReport(
                    List.of("headroom: not measured: no call returned an answer"), "");
        List<String> lines = new ArrayList<>();
        lines.add(headroom(loop, cold, warm));
        lines.add(unreadable(cold, warm));
        lines.add(critic(loop, cold, critic));
        return new PreflightReport(lines, stop(plan, cold, warm));
    }

    /** Returns the answers that have a score, by row. */
    private static Map<Integer, PreflightAnswer> byRow(List<PreflightAnswer> answers, Part part) {
        Map<Integer, PreflightAnswer> rows = new TreeMap<>();
        for (PreflightAnswer one : answers)
            if (one.part() == part && one.score().counts()) rows.put(one.row(), one);
        return rows;
    }

    private static String headroom(
            LoopSettings loop,
            Map<Integer, PreflightAnswer> cold,
            Map<Integer, PreflightAnswer> warm) {
        long both = cold.keySet().stream().filter(warm::containsKey).count();
        long vary = cold.values().stream().filter(one -> differ(one, warm.get(one.row()))).count();
        boolean fixed = loop.model(ModelRole.PROGRAM).temperature() == null;
        return "headroom: `%s` answers %s, and %s; answers differ in %d of %d rows"
                .formatted(
                        loop.model(ModelRole.PROGRAM).name(),
                        right(cold) + (fixed ? " right" : " right at temperature 0"),
                        right(warm) + (fixed ? " in a second try" : " at temperature 1"),
                        vary,
                        both);
    }

    private static boolean differ(PreflightAnswer one, @Nullable PreflightAnswer other) {
        return other != null && !one.answer().strip().equals(other.answer().strip());
    }

    private static String right(Map<Integer, PreflightAnswer> rows) {
        return "%d of %d".formatted(count(rows), rows.size());
    }

    private static long count(Map<Integer, PreflightAnswer> rows) {
        return rows.values().stream().filter(PreflightAnswer::isRight).count();
    }

    private static String unreadable(
            Map<Integer, PreflightAnswer> cold, Map<Integer, PreflightAnswer> warm) {
        List<PreflightAnswer> all = new ArrayList<>(cold.values());
        all.addAll(warm.values());
        long bad = all.stream().filter(one -> one.score().outcome() == Outcome.UNPARSEABLE).count();
        return "unreadable: %d of %d answers".formatted(bad, all.size());
    }

    private static String critic(
            LoopSettings loop,
            Map<Integer, PreflightAnswer> cold,
            Map<Integer, PreflightAnswer> critic) {
        String name = loop.model(ModelRole.BACKWARD).name();
        String task = loop.model(ModelRole.PROGRAM).name();
        if (loop.model(ModelRole.BACKWARD).key().equals(loop.model(ModelRole.PROGRAM).key()))
            return "critic: `%s`, which is the task model".formatted(name);
        Map<Integer, PreflightAnswer> same = new TreeMap<>(cold);
        same.keySet().retainAll(critic.keySet());
        if (same.isEmpty()) return "critic: not measured: `%s` returned no answer".formatted(name);
        Map<Integer, PreflightAnswer> both = new TreeMap<>(critic);
        both.keySet().retainAll(same.keySet());
        String figures =
                "critic `%s` answers %s right with the same prompt, and `%s` %s"
                        .formatted(name, right(both), task, right(same));
        return count(same) - count(both) >= WEAKER_BY
                ? "warning: %s: the critic is weaker than the task model; name a stronger model under `backward`"
                        .formatted(figures)
                : figures + ": no weaker";
    }

    /** The seed program is right on all rows, in both tries. */
    private static String stop(
            PreflightPlan plan,
            Map<Integer, PreflightAnswer> cold,
            Map<Integer, PreflightAnswer> warm) {
        int rows = plan.rows().size();
        boolean allRight =
                cold.size() == rows
                        && warm.size() == rows
                        && count(cold) == rows
                        && count(warm) == rows;
        return allRight
                ? "the seed program answers all %d sampled training rows right, twice"
                        .formatted(rows)
                : "";
    }
}
