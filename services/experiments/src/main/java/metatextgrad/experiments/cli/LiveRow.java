package metatextgrad.experiments.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import metatextgrad.cli.text.TextTable;
import metatextgrad.cli.text.Texts;
import metatextgrad.experiments.live.LiveOutcome;
import metatextgrad.experiments.live.LiveOutcome.Pace;

/**
 * One way to serve prompts: means over the seeds.
 *
 * @param served share of right answers
 * @param calls besides those of the application
 * @param dollars their list price, estimated
 * @param contests at the gate
 * @param passed contests in which the challenger was better
 * @param changes of the champion
 * @param alarms of the drift detector
 * @param marked share of the answers whose prompt has what an attacker wants
 * @param compared windows on which a candidate was compared with the optimizer in use
 * @param adopted optimizers
 * @param pace of the first tasks
 */
record LiveRow(
        String way,
        double served,
        double calls,
        double dollars,
        double windows,
        double contests,
        double passed,
        double changes,
        double alarms,
        double marked,
        double compared,
        double adopted,
        List<PacePoint> pace) {
    /**
     * Score and cost after some tasks.
     *
     * @param served share of right answers to the next 300 tasks
     * @param calls so far
     * @param dollars so far
     */
    record PacePoint(int tasks, double served, double calls, double dollars) {}

    static LiveRow of(String way, List<LiveOutcome> outcomes) {
        return new LiveRow(
                way,
                mean(outcomes, LiveOutcome::served),
                mean(outcomes, LiveOutcome::calls),
                mean(outcomes, LiveOutcome::dollars),
                mean(outcomes, LiveOutcome::windows),
                mean(outcomes, LiveOutcome::contests),
                mean(outcomes, LiveOutcome::passed),
                mean(outcomes, LiveOutcome::changes),
                mean(outcomes, LiveOutcome::alarms),
                mean(outcomes, LiveOutcome::marked),
                mean(outcomes, LiveOutcome::compared),
                mean(outcomes, LiveOutcome::adopted),
                paces(outcomes));
    }

    private static List<PacePoint> paces(List<LiveOutcome> outcomes) {
        List<PacePoint> points = new ArrayList<>();
        for (int i = 0; i < outcomes.getFirst().pace().size(); i++) {
            int at = i;
            List<Pace> point = outcomes.stream().map(one -> one.pace().get(at)).toList();
            points.add(
                    new PacePoint(
                            point.getFirst().tasks(),
                            mean(point, Pace::served),
                            mean(point, Pace::calls),
                            mean(point, Pace::dollars)));
        }
        return points;
    }

    private static <T> double mean(List<T> values, ToDoubleFunction<T> figure) {
        return values.stream().mapToDouble(figure).average().orElse(0);
    }

    static TextTable table(List<LiveRow> rows) {
        TextTable table =
                TextTable.of(
                        "served | right answers | calls | dollars | windows | contests | passed | champions | alarms | marked | compared | adopted");
        for (LiveRow row : rows)
            table.row(
                    row.way,
                    Texts.format("%.3f", row.served),
                    Texts.format("%,.0f", row.calls),
                    Texts.format("%.2f", row.dollars),
                    Texts.format("%.1f", row.windows),
                    Texts.format("%.1f", row.contests),
                    Texts.format("%.1f", row.passed),
                    Texts.format("%.1f", row.changes),
                    Texts.format("%.1f", row.alarms),
                    Texts.format("%.3f", row.marked),
                    Texts.format("%.1f", row.compared),
                    Texts.format("%.1f", row.adopted));
        return table;
    }

    /** A table of the first tasks; a cell has the score of the next 300, calls and dollars. */
    static TextTable paces(List<LiveRow> rows, List<Integer> after) {
        TextTable table =
                TextTable.of(
                        "right answers to the next 300 tasks, calls and dollars so far | "
                                + String.join(
                                        " | ",
                                        after.stream()
                                                .map(tasks -> Texts.format("after %,d", tasks))
                                                .toList()));
        for (LiveRow row : rows) {
            List<Object> cells = new ArrayList<>(List.of(row.way));
            for (PacePoint point : row.pace)
                cells.add(
                        Texts.format(
                                "%.3f, %,.0f, %.2f",
                                point.served(), point.calls(), point.dollars()));
            table.row(cells.toArray());
        }
        return table;
    }
}
