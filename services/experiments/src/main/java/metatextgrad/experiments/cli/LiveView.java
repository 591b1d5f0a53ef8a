package metatextgrad.experiments.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import metatextgrad.cli.text.TextTable;
import metatextgrad.cli.text.Texts;
import metatextgrad.cli.text.View;
import metatextgrad.experiments.live.LiveStudy.Outcome;
import metatextgrad.statistics.PairedDifference;
import org.jspecify.annotations.Nullable;

/**
 * What users got from a project that adapts to simulated traffic.
 *
 * @param drifts whether the model changed after a third of the tasks
 * @param expected what the difference to the seed prompt must show; null if nothing
 */
record LiveView(
        String world,
        boolean drifts,
        int tasks,
        int seeds,
        List<Row> rows,
        Difference overSeed,
        Difference overNaive,
        Difference overPrompts,
        @Nullable Expected expected)
        implements View {
    /** No verdict rests on fewer seeds. */
    private static final int ENOUGH = 8;

    /** What the served score minus that of the seed prompt must show. */
    enum Expected {
        /** The interval lies above 0. */
        above {
            @Override
            boolean met(Difference difference) {
                return difference.low() > 0;
            }
        },
        /** The lower end is -.03 or more. */
        not_below {
            @Override
            boolean met(Difference difference) {
                return difference.low() >= -.03;
            }
        };

        abstract boolean met(Difference difference);

        @Override
        public String toString() {
            return name().replace('_', '-');
        }
    }

    /**
     * Means over the seeds.
     *
     * @param served share of right answers
     * @param calls besides those of the application
     * @param changes of the champion
     * @param compared windows on which a candidate was compared with the optimizer in use
     * @param adopted optimizers
     */
    record Row(
            String way,
            double served,
            double calls,
            double windows,
            double changes,
            double compared,
            double adopted) {
        static Row of(String way, List<Outcome> outcomes) {
            return new Row(
                    way,
                    mean(outcomes, Outcome::served),
                    mean(outcomes, Outcome::calls),
                    mean(outcomes, Outcome::windows),
                    mean(outcomes, Outcome::changes),
                    mean(outcomes, Outcome::compared),
                    mean(outcomes, Outcome::adopted));
        }

        private static double mean(List<Outcome> outcomes, ToDoubleFunction<Outcome> figure) {
            return outcomes.stream().mapToDouble(figure).average().orElse(0);
        }
    }

    /** A paired difference over the seeds, with its 95 % interval. */
    record Difference(double estimate, double low, double high) {
        /**
         * Returns adapting minus the seed prompt. If no seed ever replaced the seed prompt, both
         * served the same: that is no sample, and has no interval.
         */
        static Difference overSeed(List<Outcome> adapting, List<Outcome> frozen) {
            return adapting.stream().allMatch(one -> one.changes() == 0)
                    ? new Difference(0, 0, 0)
                    : of(adapting, frozen);
        }

        static Difference of(List<Outcome> one, List<Outcome> other) {
            double[] differences = new double[one.size()];
            for (int i = 0; i < differences.length; i++)
                differences[i] = one.get(i).served() - other.get(i).served();
            PairedDifference paired = PairedDifference.of(differences);
            return new Difference(paired.estimate(), paired.low(), paired.high());
        }
    }

    boolean met() {
        return expected == null || (seeds >= ENOUGH && expected.met(overSeed));
    }

    @Override
    public List<String> text() {
        TextTable table =
                TextTable.of(
                        "served | right answers | calls | windows | changes of the champion | windows compared | optimizers adopted");
        for (Row row : rows)
            table.row(
                    row.way(),
                    Texts.format("%.3f", row.served()),
                    Texts.format("%,.0f", row.calls()),
                    Texts.format("%.1f", row.windows()),
                    Texts.format("%.1f", row.changes()),
                    Texts.format("%.1f", row.compared()),
                    Texts.format("%.1f", row.adopted()));
        List<String> lines = new ArrayList<>();
        lines.add(
                Texts.format(
                        "%s%s: %,d tasks, mean of %d seeds",
                        world, drifts ? ", whose model changes after a third" : "", tasks, seeds));
        lines.addAll(table.lines());
        lines.add("");
        lines.add(text("prompts and optimizers adapt minus the seed prompt", overSeed));
        lines.add(text("prompts and optimizers adapt minus every improvement", overNaive));
        lines.add(text("prompts and optimizers adapt minus prompts adapt", overPrompts));
        if (expected != null)
            lines.add(
                    seeds < ENOUGH
                            ? "no verdict: it needs %d seeds or more".formatted(ENOUGH)
                            : "expected: %s: %s".formatted(expected, met() ? "met" : "missed"));
        lines.add("");
        lines.add("The models were simulated: the result does not predict results on your task.");
        return lines;
    }

    private static String text(String what, Difference difference) {
        return Texts.format(
                "%s: %+.3f [%+.3f, %+.3f]",
                what, difference.estimate(), difference.low(), difference.high());
    }
}
