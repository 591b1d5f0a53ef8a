package metatextgrad.embedded.live;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.budget.BudgetListView;
import metatextgrad.cli.demo.DemoApplication;
import metatextgrad.cli.text.TextTable;
import metatextgrad.cli.text.Texts;
import metatextgrad.cli.text.View;
import metatextgrad.model.project.Spend;
import metatextgrad.statistics.PairedDifference;
import org.jspecify.annotations.Nullable;

/**
 * What the demo of adaptation showed.
 *
 * @param promotions versions that became the champion
 * @param takenBack versions that users found worse
 * @param adopted optimizers that contests over windows adopted
 * @param calls of models, those of the application not included
 * @param usd of these calls, at the list prices of gpt-4o-mini for the program and gpt-4o for
 *     others; null without prices
 */
public record LiveDemoView(
        String world,
        long seed,
        int tasks,
        List<Phase> phases,
        Phase all,
        int windows,
        int promotions,
        int takenBack,
        int adopted,
        long calls,
        @Nullable BigDecimal usd,
        double seconds)
        implements View {
    /**
     * Tasks of the application, in order.
     *
     * @param served share of right answers
     * @param frozen share of right answers of the seed prompt on the same tasks
     * @param low lower end of the 95 % interval of the difference
     */
    public record Phase(
            String name,
            int tasks,
            double served,
            double frozen,
            double difference,
            double low,
            double high) {
        private static Phase of(String name, List<DemoApplication.Answer> answers) {
            PairedDifference gain =
                    PairedDifference.of(
                            answers.stream()
                                    .mapToDouble(one -> one.score() - one.frozen())
                                    .toArray());
            return new Phase(
                    name,
                    answers.size(),
                    answers.stream().mapToDouble(DemoApplication.Answer::score).average().orElse(0),
                    answers.stream()
                            .mapToDouble(DemoApplication.Answer::frozen)
                            .average()
                            .orElse(0),
                    gain.estimate(),
                    gain.low(),
                    gain.high());
        }
    }

    static LiveDemoView of(
            String world,
            long seed,
            List<DemoApplication.Answer> answers,
            LiveStory story,
            Spend spent,
            double seconds) {
        int tasks = answers.size();
        return new LiveDemoView(
                world,
                seed,
                tasks,
                List.of(
                        Phase.of("before the model changes", answers.subList(0, tasks / 3)),
                        Phase.of("after it changed", answers.subList(tasks / 3, 2 * tasks / 3)),
                        Phase.of("after the bad push", answers.subList(2 * tasks / 3, tasks))),
                Phase.of("all", answers),
                story.windows(),
                story.promotions(),
                story.takenBack(),
                story.adopted(),
                spent.calls(),
                spent.unpriced() > 0 ? null : BudgetListView.usd(spent.micros()),
                seconds);
    }

    @Override
    public List<String> text() {
        TextTable table =
                TextTable.of("tasks | number | served | seed prompt | difference | 95 % interval");
        for (Phase phase : phases) row(table, phase);
        row(table, all);
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add(
                Texts.format(
                        "%s, %s, %d taken back, %s adopted; %s besides those of the application%s; %.0f s",
                        Texts.counted(windows, "window"),
                        Texts.counted(promotions, "promotion"),
                        takenBack,
                        Texts.counted(adopted, "optimizer"),
                        Texts.counted(calls, "call"),
                        usd == null
                                ? ""
                                : Texts.format(
                                        ", $%.2f at the list prices of gpt-4o-mini and gpt-4o",
                                        usd),
                        seconds));
        lines.add(
                "The models were simulated (world %s): the result does not predict results on your task."
                        .formatted(world));
        return lines;
    }

    private static void row(TextTable table, Phase phase) {
        table.row(
                phase.name(),
                "" + phase.tasks(),
                Texts.format("%.3f", phase.served()),
                Texts.format("%.3f", phase.frozen()),
                Texts.format("%+.3f", phase.difference()),
                Texts.format("%+.3f to %+.3f", phase.low(), phase.high()));
    }
}
